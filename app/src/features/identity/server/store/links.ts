/** Links and tickets that work once. The token is known to its holder alone. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/database.ts';
import { LINK_MINUTES, type LinkPurpose } from '../../one-time-link.ts';
import { createToken, hashToken } from '../sealing.ts';

export type LinkContent = {
	accountId?: string | null;
	email?: string | null;
	role?: string | null;
	scopeKind?: string | null;
	scopeId?: string | null;
	data?: Record<string, unknown>;
	madeBy?: string | null;
};

/** @returns the token. */
export async function insertLink(writer: Writer, purpose: LinkPurpose, content: LinkContent, given?: string): Promise<string> {
	const { token, hash } = given === undefined ? createToken() : { token: given, hash: hashToken(given) };
	await writer.query
		.insertInto('one_time_links')
		.values({
			token_hash: hash,
			purpose,
			account_id: content.accountId ?? null,
			email: content.email ?? null,
			role: content.role ?? null,
			scope_kind: content.scopeKind ?? null,
			scope_id: content.scopeId ?? null,
			data: JSON.stringify(content.data ?? {}),
			made_by: content.madeBy ?? null,
			expires_at: new Date(Date.now() + LINK_MINUTES[purpose] * 60_000),
		})
		.execute();
	return token;
}

export type Link = Required<Omit<LinkContent, 'madeBy'>> & { madeBy: string | null; expiresAt: Date };

const columns = ['account_id', 'email', 'role', 'scope_kind', 'scope_id', 'data', 'made_by', 'expires_at'] as const;
type Row = Record<(typeof columns)[number], unknown>;

function toLink(row: Row): Link {
	return {
		accountId: row.account_id as string | null,
		email: row.email as string | null,
		role: row.role as string | null,
		scopeKind: row.scope_kind as string | null,
		scopeId: row.scope_id as string | null,
		data: row.data as Record<string, unknown>,
		madeBy: row.made_by as string | null,
		expiresAt: row.expires_at as Date,
	};
}

/** Looks without using: for the page that only shows a button. */
export async function findLink(reader: Reader, purpose: LinkPurpose, token: string): Promise<Link | null> {
	const row = await reader.query
		.selectFrom('one_time_links')
		.select(columns)
		.where('token_hash', '=', hashToken(token))
		.where('purpose', '=', purpose)
		.where('used_at', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`)
		.executeTakeFirst();
	return row ? toLink(row) : null;
}

/** Uses the link up; of two at once, one gets it. */
export async function takeLink(writer: Writer, purpose: LinkPurpose, token: string): Promise<Link | null> {
	const row = await writer.query
		.updateTable('one_time_links')
		.set({ used_at: sql<Date>`now()` })
		.where('token_hash', '=', hashToken(token))
		.where('purpose', '=', purpose)
		.where('used_at', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`)
		.returning(columns)
		.executeTakeFirst();
	return row ? toLink(row) : null;
}

/** Ends unused links: a new set-up link replaces the old one, a changed password ends resets on their way. */
export async function deleteLinks(writer: Writer, purposes: readonly LinkPurpose[], accountId?: string): Promise<void> {
	let statement = writer.query.deleteFrom('one_time_links').where('purpose', 'in', purposes);
	if (accountId) statement = statement.where('account_id', '=', accountId);
	await statement.execute();
}

export async function deleteDeadLinks(writer: Writer): Promise<void> {
	await writer.query
		.deleteFrom('one_time_links')
		.where((eb) =>
			eb.or([eb('expires_at', '<', sql<Date>`now() - interval '1 day'`), eb('used_at', '<', sql<Date>`now() - interval '1 day'`)]),
		)
		.execute();
}

export type OpenInvitation = { id: string; email: string | null; role: string; madeAt: Date; expiresAt: Date };

export async function listOpenInvitations(reader: Reader): Promise<OpenInvitation[]> {
	const rows = await reader.query
		.selectFrom('one_time_links')
		.select([sql<string>`encode(token_hash, 'hex')`.as('id'), 'email', 'role', 'made_at', 'expires_at'])
		.where('purpose', '=', 'invitation')
		.where('used_at', 'is', null)
		.where('expires_at', '>', sql<Date>`now()`)
		.orderBy('made_at', 'desc')
		.execute();
	return rows.map((row) => ({
		id: row.id,
		email: row.email,
		role: row.role ?? 'volunteer',
		madeAt: row.made_at,
		expiresAt: row.expires_at,
	}));
}

export async function deleteInvitation(writer: Writer, id: string): Promise<void> {
	await writer.query
		.deleteFrom('one_time_links')
		.where('purpose', '=', 'invitation')
		.where(sql<string>`encode(token_hash, 'hex')`, '=', id)
		.execute();
}
