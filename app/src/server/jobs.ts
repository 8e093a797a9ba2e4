/** Durable jobs on PostgreSQL: queued in the caller's transaction, worked through by the worker with retries. */
import { sql } from 'kysely';
import type { Config } from './config.ts';
import type { DataFolder } from './data-folder.ts';
import type { Database, Writer } from './database.ts';

/** What a job finds around it. */
export type JobContext = {
	readonly database: Database;
	readonly config: Config;
	readonly folder: DataFolder;
	/** Aborted when the worker is asked to stop: finish the batch, then return; the job comes again. */
	readonly stopping: AbortSignal;
};

/** Thrown by a job that stopped at `stopping`: it is queued again at once and does not count as failed. */
export class JobInterrupted extends Error {}

export type JobHandler = (payload: Record<string, unknown>, context: JobContext) => Promise<void>;

/** A room's jobs by name: `people.run-import`. Names are kept in the queue, so they never change. */
export type RoomJobs = Record<string, JobHandler>;

/** `schedule` in crontab form (UTC). */
export type ScheduledJob = { readonly job: string; readonly schedule: string };

/** Queues again what a room's tables say is waiting or under way. Called where the tables came without their queue. */
export type Resumer = (writer: Writer) => Promise<void>;

export type JobOptions = {
	/** One waiting job per key: a second one replaces the first. */
	key?: string;
	runAt?: Date;
	maxAttempts?: number;
	/** Jobs of one queue run one after the other. */
	queue?: string;
};

/** Queues a job; it runs once the transaction has committed. */
export async function enqueue(writer: Writer, job: string, payload: Record<string, unknown>, options: JobOptions = {}): Promise<void> {
	await sql`select enqueue_job(${job}, ${JSON.stringify(payload)}::json, ${options.key ?? null}, ${options.runAt ?? null}, ${options.maxAttempts ?? 25}, ${options.queue ?? null})`.execute(
		writer.query,
	);
}
