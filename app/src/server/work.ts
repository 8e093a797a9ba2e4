/** Runs a set of jobs from the queue until stopped. One worker per node: what another held when it died is free again. */

import { setTimeout as sleep } from 'node:timers/promises';
import { Logger, parseCronItems, run, type TaskList } from 'graphile-worker';
import pg from 'pg';
import { DatabaseAway } from './database.ts';
import { type JobContext, JobInterrupted, type RoomJobs, type ScheduledJob } from './jobs.ts';
import { describeFault, log } from './log.ts';
import type { Running } from './running.ts';

export type WorkOptions = {
	running: Running;
	connection: pg.ClientConfig;
	jobs: RoomJobs;
	schedule: readonly ScheduledJob[];
	/** Jobs that run side by side. */
	concurrency?: number;
	pollIntervalMs?: number;
};

const DATABASE_PAUSE_MS = 300;

export async function startWorker(options: WorkOptions): Promise<{ stop: () => Promise<void>; ended: Promise<void> }> {
	const stopping = new AbortController();
	const pool = new pg.Pool({ ...options.connection, max: (options.concurrency ?? 3) + 2 });
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	await waitForDatabase(pool);
	await freeJobsOfTheDead(pool);
	const { config, folder, database } = options.running;
	const context: JobContext = { config, folder, database, stopping: stopping.signal };
	const runner = await run({
		pgPool: pool,
		concurrency: options.concurrency ?? 3,
		pollInterval: options.pollIntervalMs ?? 2000,
		noHandleSignals: true,
		taskList: bindJobs(options.jobs, context),
		// Not as text: its grammar has no dot in a name.
		parsedCronItems: parseCronItems(options.schedule.map(({ job, schedule }) => ({ task: job, match: schedule, identifier: job }))),
		logger: new Logger(() => () => {}),
	});
	let stopped = false;
	const ended = runner.promise
		.then(() => {
			if (!stopped) throw new Error('the queue ended by itself');
		})
		.catch((fault) => {
			log.error('worker lost its queue', { fault: describeFault(fault) });
		});
	return {
		ended: new Promise((resolve) => void ended.then(() => !stopped && resolve())),
		stop: async () => {
			stopped = true;
			stopping.abort();
			await runner.stop().catch(() => {});
			await pool.end().catch(() => {});
		},
	};
}

/** PostgreSQL may be starting again just when the worker does. */
async function waitForDatabase(pool: pg.Pool): Promise<void> {
	for (;;) {
		try {
			await pool.query('select');
			return;
		} catch {
			await sleep(DATABASE_PAUSE_MS);
		}
	}
}

/** A killed worker's jobs stay locked for four hours otherwise. */
async function freeJobsOfTheDead(pool: pg.Pool): Promise<void> {
	const { rows } = await pool.query<{ worker: string }>(
		'select distinct locked_by as worker from graphile_worker._private_jobs where locked_by is not null',
	);
	if (rows.length > 0) await pool.query('select graphile_worker.force_unlock_workers($1)', [rows.map((row) => row.worker)]);
	// Its backoff was meant for jobs that failed, not for workers that died.
	await pool.query(
		'update graphile_worker._private_jobs set run_at = now(), attempts = greatest(0, attempts - 1) where locked_at is null and attempts > 0 and last_error is null and run_at > now()',
	);
}

function bindJobs(jobs: RoomJobs, context: JobContext): TaskList {
	return Object.fromEntries(
		Object.entries(jobs).map(([name, handler]) => [
			name,
			async (payload: unknown) => {
				const began = performance.now();
				try {
					await runPatiently(() => handler((payload ?? {}) as Record<string, unknown>, context), context.stopping);
					log.debug('job done', { job: name, durationMs: Math.round(performance.now() - began) });
				} catch (fault) {
					if (!(fault instanceof JobInterrupted)) log.warn('job failed', { job: name, fault: describeFault(fault) });
					// The queue stores the message; what it quotes is not for every eye.
					throw new Error(fault instanceof Error ? fault.name : 'fault');
				}
			},
		]),
	);
}

/**
 * A job whose database went away runs again as soon as it is back. Left to the queue, it would wait for its backoff, or
 * for hours, because the queue cannot note the failure in a database that is not there.
 */
async function runPatiently(work: () => Promise<void>, stopping: AbortSignal): Promise<void> {
	for (;;) {
		try {
			return await work();
		} catch (fault) {
			if (!(fault instanceof DatabaseAway) || stopping.aborted) throw fault;
			await sleep(DATABASE_PAUSE_MS);
		}
	}
}
