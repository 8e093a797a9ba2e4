/** Announced events: written in the announcing transaction, read in order by projections with a cursor of their own. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Database, Writer } from './database.ts';
import { PROGRAM } from './database.ts';

export type Announcement = { readonly event: string; readonly body: Record<string, unknown> };
export type OutboxRow = { id: string; event: string; body: Record<string, unknown>; announcedAt: Date };

/** Announces what happened; readers see it once the transaction has committed. */
export async function announce(writer: Writer, announcements: readonly Announcement[]): Promise<void> {
	if (announcements.length === 0) return;
	await writer.query
		.insertInto('outbox')
		.values(announcements.map(({ event, body }) => ({ id: uuidv7(), event, body: JSON.stringify(body) })))
		.execute();
}

/**
 * Hands the next events to `handle`, in order, in one transaction with the cursor's move: after a crash they come again,
 * or they were handled. Returns how many; fewer than `most` means that the reader is up to date.
 */
export async function readOutbox(
	database: Database,
	reader: string,
	most: number,
	handle: (writer: Writer, rows: OutboxRow[]) => Promise<void>,
): Promise<number> {
	return database.writing(PROGRAM, async (writer) => {
		await sql`select pg_advisory_xact_lock(hashtext(${`outbox reader ${reader}`}))`.execute(writer.query);
		// A transaction that still runs may write below the newest row; only what lies under all of them is complete.
		const { rows } = await sql<{ epoch: number; tx: string; id: string; event: string; body: Record<string, unknown>; announced_at: Date }>`
			select o.epoch, o.tx::text, o.id, o.event, o.body, o.announced_at
			from outbox o
			where (o.epoch, o.tx, o.id) > (
				select coalesce(max(c.epoch), 0), coalesce(max(c.tx::text), '0')::xid8, coalesce(max(c.id::text), '00000000-0000-0000-0000-000000000000')::uuid
				from outbox_cursors c where c.reader = ${reader})
			and (o.epoch < current_epoch() or o.tx < pg_snapshot_xmin(pg_current_snapshot()))
			order by o.epoch, o.tx, o.id
			limit ${most}`.execute(writer.query);
		const last = rows.at(-1);
		if (!last) return 0;
		await handle(
			writer,
			rows.map((row) => ({ id: row.id, event: row.event, body: row.body, announcedAt: row.announced_at })),
		);
		await sql`insert into outbox_cursors (reader, epoch, tx, id) values (${reader}, ${last.epoch}, ${last.tx}::xid8, ${last.id})
			on conflict (reader) do update set epoch = excluded.epoch, tx = excluded.tx, id = excluded.id, moved_at = now()`.execute(
			writer.query,
		);
		return rows.length;
	});
}
