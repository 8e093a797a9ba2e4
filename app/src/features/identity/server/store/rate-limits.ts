/** Levels of leaky buckets under keyed hashes. */
import { sql } from 'kysely';
import type { Writer } from '#server/database.ts';
import type { Bucket } from '../../leaky-bucket.ts';

/** Locks the buckets of these keys, in one order for everybody, until the transaction ends. */
export async function lockBuckets(writer: Writer, keys: readonly Buffer[]): Promise<Map<string, Bucket>> {
	const ordered = [...keys].sort(Buffer.compare);
	await writer.query
		.insertInto('rate_limits')
		.values(ordered.map((key) => ({ key, level: 0, measured_at: sql<Date>`now()` })))
		.onConflict((conflict) => conflict.column('key').doNothing())
		.execute();
	const rows = await writer.query.selectFrom('rate_limits').selectAll().where('key', 'in', ordered).orderBy('key').forUpdate().execute();
	return new Map(rows.map((row) => [row.key.toString('hex'), { level: row.level, measuredAt: row.measured_at }]));
}

export async function saveBucket(writer: Writer, key: Buffer, bucket: Bucket): Promise<void> {
	await writer.query
		.updateTable('rate_limits')
		.set({ level: bucket.level, measured_at: bucket.measuredAt })
		.where('key', '=', key)
		.execute();
}

export async function emptyBuckets(writer: Writer, keys: readonly Buffer[]): Promise<void> {
	await writer.query.deleteFrom('rate_limits').where('key', 'in', keys).execute();
}

/** No bucket of ours takes longer than a day to run empty. */
export async function deleteOldBuckets(writer: Writer): Promise<void> {
	await writer.query.deleteFrom('rate_limits').where('measured_at', '<', sql<Date>`now() - interval '1 day'`).execute();
}
