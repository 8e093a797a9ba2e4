/** Accounts and what they were granted. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/database.ts';
import type { Locale, Theme } from '../../account.ts';
import type { Grant } from '../../roles.ts';

export type NewAccount = {
	id: string;
	email: string;
	displayName: string;
	locale: Locale;
	passwordHash: string | null;
	emailConfirmedAt: Date | null;
};

/** @returns false when the e-mail already has an account. */
export async function insertAccount(writer: Writer, account: NewAccount): Promise<boolean> {
	const result = await writer.query
		.insertInto('accounts')
		.values({
			id: account.id,
			email: account.email,
			display_name: account.displayName,
			locale: account.locale,
			password_hash: account.passwordHash,
			email_confirmed_at: account.emailConfirmedAt,
		})
		.onConflict((conflict) => conflict.column('email').doNothing())
		.executeTakeFirst();
	return Number(result.numInsertedOrUpdatedRows) === 1;
}

export type Credentials = {
	id: string;
	email: string;
	displayName: string;
	locale: Locale;
	passwordHash: string | null;
	totpSecretSealed: Buffer | null;
	totpConfirmedAt: Date | null;
	totpLastStep: number | null;
	disabledAt: Date | null;
};

const credentialColumns = [
	'id',
	'email',
	'display_name',
	'locale',
	'password_hash',
	'totp_secret_sealed',
	'totp_confirmed_at',
	'totp_last_step',
	'disabled_at',
] as const;

export async function findCredentials(reader: Reader, by: { id: string } | { email: string }): Promise<Credentials | null> {
	const [column, value] = 'id' in by ? (['id', by.id] as const) : (['email', by.email] as const);
	const row = await reader.query.selectFrom('accounts').select(credentialColumns).where(column, '=', value).executeTakeFirst();
	if (!row) return null;
	return {
		id: row.id,
		email: row.email,
		displayName: row.display_name,
		locale: row.locale as Locale,
		passwordHash: row.password_hash,
		totpSecretSealed: row.totp_secret_sealed,
		totpConfirmedAt: row.totp_confirmed_at,
		totpLastStep: row.totp_last_step === null ? null : Number(row.totp_last_step),
		disabledAt: row.disabled_at,
	};
}

export type AccountChange = Partial<{
	display_name: string;
	locale: Locale;
	theme: Theme;
	password_hash: string;
	disabled_at: Date | null;
	email_confirmed_at: Date;
}>;

export async function updateAccount(writer: Writer, accountId: string, change: AccountChange): Promise<void> {
	await writer.query.updateTable('accounts').set(change).where('id', '=', accountId).execute();
}

export async function findGrants(reader: Reader, accountId: string): Promise<Grant[]> {
	const rows = await reader.query
		.selectFrom('role_grants')
		.select(['role', 'scope_kind', 'scope_id'])
		.where('account_id', '=', accountId)
		.orderBy('role')
		.execute();
	return rows.map((row) => ({ role: row.role, scopeKind: row.scope_kind, scopeId: row.scope_id }) as Grant);
}

export async function insertGrant(writer: Writer, accountId: string, grant: Grant, grantedBy: string | null): Promise<void> {
	await writer.query
		.insertInto('role_grants')
		.values({ account_id: accountId, role: grant.role, scope_kind: grant.scopeKind, scope_id: grant.scopeId, granted_by: grantedBy })
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

export async function deleteGrants(writer: Writer, accountId: string): Promise<void> {
	await writer.query.deleteFrom('role_grants').where('account_id', '=', accountId).execute();
}

/** Whether somebody else could still administer. One at a time asks, so that two administrators cannot leave at once. */
export async function hasOtherAdministrator(writer: Writer, accountId: string): Promise<boolean> {
	await sql`select pg_advisory_xact_lock(hashtext('groundswell administrators'))`.execute(writer.query);
	return (await listAdministrators(writer)).some((id) => id !== accountId);
}

export async function listAdministrators(reader: Reader): Promise<string[]> {
	const rows = await reader.query
		.selectFrom('role_grants as g')
		.innerJoin('accounts as a', 'a.id', 'g.account_id')
		.select('a.id')
		.where('g.role', '=', 'administrator')
		.where('a.disabled_at', 'is', null)
		.execute();
	return rows.map(({ id }) => id);
}
