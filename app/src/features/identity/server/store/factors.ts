/** Second factors: TOTP secrets, recovery codes, passkeys. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/database.ts';

export async function saveTotp(writer: Writer, accountId: string, sealed: Buffer, step: number): Promise<void> {
	await writer.query
		.updateTable('accounts')
		.set({ totp_secret_sealed: sealed, totp_confirmed_at: sql<Date>`now()`, totp_last_step: step })
		.where('id', '=', accountId)
		.execute();
}

/** Uses a step up; false when it, or a later one, was used before. */
export async function useTotpStep(writer: Writer, accountId: string, step: number): Promise<boolean> {
	const result = await writer.query
		.updateTable('accounts')
		.set({ totp_last_step: step })
		.where('id', '=', accountId)
		.where((eb) => eb.or([eb('totp_last_step', 'is', null), eb('totp_last_step', '<', String(step))]))
		.executeTakeFirst();
	return Number(result.numUpdatedRows) === 1;
}

export async function deleteTotp(writer: Writer, accountId: string): Promise<void> {
	await writer.query
		.updateTable('accounts')
		.set({ totp_secret_sealed: null, totp_confirmed_at: null, totp_last_step: null })
		.where('id', '=', accountId)
		.execute();
}

export async function replaceRecoveryCodes(writer: Writer, accountId: string, hashes: readonly Buffer[]): Promise<void> {
	await writer.query.deleteFrom('recovery_codes').where('account_id', '=', accountId).execute();
	if (hashes.length === 0) return;
	await writer.query
		.insertInto('recovery_codes')
		.values(hashes.map((code_hash) => ({ code_hash, account_id: accountId })))
		.execute();
}

export async function useRecoveryCode(writer: Writer, accountId: string, hash: Buffer): Promise<boolean> {
	const result = await writer.query
		.updateTable('recovery_codes')
		.set({ used_at: sql<Date>`now()` })
		.where('account_id', '=', accountId)
		.where('code_hash', '=', hash)
		.where('used_at', 'is', null)
		.executeTakeFirst();
	return Number(result.numUpdatedRows) === 1;
}

export async function countRecoveryCodes(reader: Reader, accountId: string): Promise<number> {
	const row = await reader.query
		.selectFrom('recovery_codes')
		.select(sql<number>`count(*)::int`.as('left'))
		.where('account_id', '=', accountId)
		.where('used_at', 'is', null)
		.executeTakeFirstOrThrow();
	return row.left;
}

export type StoredPasskey = {
	credentialId: string;
	accountId: string;
	publicKey: Buffer;
	counter: number;
	transports: string[];
	name: string;
	createdAt: Date;
	usedAt: Date | null;
};

const passkeyColumns = ['credential_id', 'account_id', 'public_key', 'counter', 'transports', 'name', 'created_at', 'used_at'] as const;

function selectPasskeys(reader: Reader) {
	return reader.query.selectFrom('passkeys').select(passkeyColumns).orderBy('created_at');
}

function toPasskey(row: Awaited<ReturnType<ReturnType<typeof selectPasskeys>['execute']>>[number]): StoredPasskey {
	return {
		credentialId: row.credential_id,
		accountId: row.account_id,
		publicKey: row.public_key,
		counter: Number(row.counter),
		transports: row.transports,
		name: row.name,
		createdAt: row.created_at,
		usedAt: row.used_at,
	};
}

export async function listPasskeys(reader: Reader, accountId: string): Promise<StoredPasskey[]> {
	return (await selectPasskeys(reader).where('account_id', '=', accountId).execute()).map(toPasskey);
}

export async function findPasskey(reader: Reader, credentialId: string): Promise<StoredPasskey | null> {
	const row = await selectPasskeys(reader).where('credential_id', '=', credentialId).executeTakeFirst();
	return row ? toPasskey(row) : null;
}

export async function insertPasskey(writer: Writer, passkey: Omit<StoredPasskey, 'createdAt' | 'usedAt'>): Promise<void> {
	await writer.query
		.insertInto('passkeys')
		.values({
			credential_id: passkey.credentialId,
			account_id: passkey.accountId,
			public_key: passkey.publicKey,
			counter: passkey.counter,
			transports: passkey.transports,
			name: passkey.name,
		})
		.execute();
}

export async function touchPasskey(writer: Writer, credentialId: string, counter: number): Promise<void> {
	await writer.query
		.updateTable('passkeys')
		.set({ counter, used_at: sql<Date>`now()` })
		.where('credential_id', '=', credentialId)
		.execute();
}

/** One, or all of the account's. */
export async function deletePasskeys(writer: Writer, accountId: string, credentialId?: string): Promise<void> {
	let statement = writer.query.deleteFrom('passkeys').where('account_id', '=', accountId);
	if (credentialId) statement = statement.where('credential_id', '=', credentialId);
	await statement.execute();
}

export async function hasFactor(reader: Reader, accountId: string): Promise<boolean> {
	const row = await reader.query
		.selectFrom('accounts')
		.select(sql<boolean>`totp_confirmed_at is not null or exists (select from passkeys p where p.account_id = accounts.id)`.as('has'))
		.where('id', '=', accountId)
		.executeTakeFirst();
	return row?.has ?? false;
}
