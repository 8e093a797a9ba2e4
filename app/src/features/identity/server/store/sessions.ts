/** Sessions, devices' marks on the account: who is signed in where. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/database.ts';
import type { SignedInAccount } from '../../account.ts';
import type { SessionMethod } from '../../session.ts';

export type SessionRow = {
	sessionId: string;
	seenAt: Date;
	account: SignedInAccount;
};

/** One prepared statement; ends with the session, the account's role and its factors, or with nothing. */
export async function findLiveSession(reader: Reader, tokenHash: Buffer): Promise<SessionRow | null> {
	const row = await reader.query
		.selectFrom('sessions as s')
		.innerJoin('accounts as a', 'a.id', 's.account_id')
		.where('s.token_hash', '=', tokenHash)
		.where('s.expires_at', '>', sql<Date>`now()`)
		.where('a.disabled_at', 'is', null)
		.select([
			's.public_id',
			's.seen_at',
			's.second_factor_at',
			'a.id',
			'a.email',
			'a.display_name',
			'a.locale',
			'a.theme',
			sql<boolean>`a.totp_confirmed_at is not null`.as('has_totp'),
			sql<boolean>`exists (select from passkeys p where p.account_id = a.id)`.as('has_passkey'),
			sql<
				SignedInAccount['roles']
			>`(select coalesce(json_agg(json_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id)), '[]')
				from role_grants g where g.account_id = a.id)`.as('roles'),
			sql<number>`(select count(*)::int from notifications n where n.account_id = a.id and n.read_at is null)`.as('unread'),
		])
		.executeTakeFirst();
	if (!row) return null;
	return {
		sessionId: row.public_id,
		seenAt: row.seen_at,
		account: {
			id: row.id,
			email: row.email,
			displayName: row.display_name,
			locale: row.locale as SignedInAccount['locale'],
			theme: row.theme as SignedInAccount['theme'],
			roles: row.roles,
			sessionId: row.public_id,
			secondFactors: { totp: row.has_totp, passkey: row.has_passkey },
			secondFactorAt: row.second_factor_at,
			unread: row.unread,
		},
	};
}

export type NewSession = {
	tokenHash: Buffer;
	publicId: string;
	accountId: string;
	expiresAt: Date;
	device: string;
	method: SessionMethod;
	secondFactorAt: Date | null;
};

export async function insertSession(writer: Writer, session: NewSession): Promise<void> {
	await writer.query
		.insertInto('sessions')
		.values({
			token_hash: session.tokenHash,
			public_id: session.publicId,
			account_id: session.accountId,
			expires_at: session.expiresAt,
			device: session.device,
			method: session.method,
			second_factor_at: session.secondFactorAt,
		})
		.execute();
}

export async function touchSession(writer: Writer, sessionId: string, seenAt: Date, expiresAt: Date): Promise<void> {
	await writer.query.updateTable('sessions').set({ seen_at: seenAt, expires_at: expiresAt }).where('public_id', '=', sessionId).execute();
}

export async function confirmSessionFactor(writer: Writer, sessionId: string, at: Date): Promise<void> {
	await writer.query.updateTable('sessions').set({ second_factor_at: at }).where('public_id', '=', sessionId).execute();
}

/** The same session under a new token; returns how many there were. */
export async function renameSession(writer: Writer, sessionId: string, tokenHash: Buffer): Promise<number> {
	const result = await writer.query
		.updateTable('sessions')
		.set({ token_hash: tokenHash })
		.where('public_id', '=', sessionId)
		.executeTakeFirst();
	return Number(result.numUpdatedRows);
}

/** Ends one session, or with `except` all but one, or all. Returns how many. */
export async function deleteSessions(writer: Writer, accountId: string, which: { only?: string; except?: string } = {}): Promise<number> {
	let statement = writer.query.deleteFrom('sessions').where('account_id', '=', accountId);
	if (which.only) statement = statement.where('public_id', '=', which.only);
	if (which.except) statement = statement.where('public_id', '!=', which.except);
	return Number((await statement.executeTakeFirst()).numDeletedRows);
}

export async function deleteExpiredSessions(writer: Writer): Promise<void> {
	await writer.query.deleteFrom('sessions').where('expires_at', '<', sql<Date>`now()`).execute();
}

export type ListedSession = { sessionId: string; beganAt: Date; seenAt: Date; device: string; method: SessionMethod };

export async function listLiveSessions(reader: Reader, accountId: string): Promise<ListedSession[]> {
	const rows = await reader.query
		.selectFrom('sessions')
		.select(['public_id', 'began_at', 'seen_at', 'device', 'method'])
		.where('account_id', '=', accountId)
		.where('expires_at', '>', sql<Date>`now()`)
		.orderBy('seen_at', 'desc')
		.execute();
	return rows.map((row) => ({
		sessionId: row.public_id,
		beganAt: row.began_at,
		seenAt: row.seen_at,
		device: row.device,
		method: row.method as SessionMethod,
	}));
}
