/** Notices to accounts. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Reader, Writer } from '#server/database.ts';

export type NoticeRow = { id: string; kind: string; body: Record<string, unknown>; link: string | null; madeAt: Date; readAt: Date | null };

export async function insertNotice(
	writer: Writer,
	notice: { accountId: string; kind: string; body: Record<string, unknown>; link: string | null },
): Promise<void> {
	await writer.query
		.insertInto('notifications')
		.values({ id: uuidv7(), account_id: notice.accountId, kind: notice.kind, body: JSON.stringify(notice.body), link: notice.link })
		.execute();
}

export async function listNotices(reader: Reader, accountId: string, most: number): Promise<NoticeRow[]> {
	const rows = await reader.query
		.selectFrom('notifications')
		.select(['id', 'kind', 'body', 'link', 'made_at', 'read_at'])
		.where('account_id', '=', accountId)
		.orderBy('made_at', 'desc')
		.limit(most)
		.execute();
	return rows.map((row) => ({
		id: row.id,
		kind: row.kind,
		body: row.body as Record<string, unknown>,
		link: row.link,
		madeAt: row.made_at,
		readAt: row.read_at,
	}));
}

export async function countUnreadNotices(reader: Reader, accountId: string): Promise<number> {
	const { count } = await reader.query
		.selectFrom('notifications')
		.select(sql<number>`count(*)::int`.as('count'))
		.where('account_id', '=', accountId)
		.where('read_at', 'is', null)
		.executeTakeFirstOrThrow();
	return count;
}

/** All of the account's, or one. */
export async function markNoticesRead(writer: Writer, accountId: string, id?: string): Promise<void> {
	let statement = writer.query
		.updateTable('notifications')
		.set({ read_at: sql<Date>`now()` })
		.where('account_id', '=', accountId)
		.where('read_at', 'is', null);
	if (id) statement = statement.where('id', '=', id);
	await statement.execute();
}

export type Digest = { accountId: string; email: string; displayName: string; locale: 'en' | 'fr'; notices: NoticeRow[] };

/** What is unread and was not mailed yet, by account; marks it mailed. */
export async function takeDigests(writer: Writer): Promise<Digest[]> {
	const { rows } = await sql<{
		account_id: string;
		email: string;
		display_name: string;
		locale: 'en' | 'fr';
		notices: { id: string; kind: string; body: Record<string, unknown>; link: string | null; madeAt: string }[];
	}>`
		with taken as (
			update notifications n set mailed_at = now()
			from accounts a
			where a.id = n.account_id and a.disabled_at is null and n.read_at is null and n.mailed_at is null
			returning n.*
		)
		select a.id as account_id, a.email, a.display_name, a.locale,
			json_agg(json_build_object('id', t.id, 'kind', t.kind, 'body', t.body, 'link', t.link, 'madeAt', t.made_at) order by t.made_at) as notices
		from taken t join accounts a on a.id = t.account_id
		group by a.id`.execute(writer.query);
	return rows.map((row) => ({
		accountId: row.account_id,
		email: row.email,
		displayName: row.display_name,
		locale: row.locale,
		notices: row.notices.map((notice) => ({ ...notice, madeAt: new Date(notice.madeAt), readAt: null })),
	}));
}
