/** What the plumbing forgets by itself: letters that left, announcements that everybody heard. */
import { sql } from 'kysely';
import { type Database, PROGRAM } from './database.ts';
import type { RoomJobs, ScheduledJob } from './jobs.ts';

const FORGET = 'node.forget';
const KEPT_DAYS = 30;
/** A transaction of a moment: long ones hold back the readers of the outbox. */
const ROWS_AT_ONCE = 5000;

/** Deletes what is older than thirty days at `now`, a batch a transaction. Returns how many rows went. */
export async function forgetTheOld(database: Database, now: Date): Promise<number> {
	const before = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
	const statements = [
		sql`delete from mails where id in (select id from mails where state <> 'waiting' and written_at < ${before} limit ${ROWS_AT_ONCE})`,
		// A listener that has not heard an announcement yet still finds it, however old it is.
		sql`delete from outbox where (epoch, tx, id) in (
			select o.epoch, o.tx, o.id from outbox o
			where o.announced_at < ${before} and not exists (select from outbox_cursors c where (c.epoch, c.tx, c.id) < (o.epoch, o.tx, o.id))
			limit ${ROWS_AT_ONCE})`,
	];
	let total = 0;
	for (const statement of statements) {
		for (;;) {
			const gone = Number((await database.writing(PROGRAM, (writer) => statement.execute(writer.query))).numAffectedRows ?? 0);
			total += gone;
			if (gone < ROWS_AT_ONCE) break;
		}
	}
	return total;
}

export const retentionJobs: RoomJobs = {
	async [FORGET](_, { database }) {
		await forgetTheOld(database, new Date());
	},
};
export const retentionSchedule: readonly ScheduledJob[] = [{ job: FORGET, schedule: '40 3 * * *' }];
