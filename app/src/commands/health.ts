import { existsSync, statfsSync, statSync } from 'node:fs';
import pg from 'pg';
import { type BackupManifest, lastBackup } from '../server/backup/backup-folder.ts';
import type { Config } from '../server/config.ts';
import { openDataFolder } from '../server/data-folder.ts';
import { type Connections, describeConnections } from '../server/postgres/connections.ts';
import { pendingMigrations } from '../server/postgres/migrate.ts';
import { type KnownProcess, type ListeningAt, readListeningAt, readProcesses } from '../server/supervisor-processes.ts';
import type { Command } from './command.ts';
import { requireNode } from './open-node.ts';

type Health = {
	isWell: boolean;
	/** What the host should look at, in words. */
	faults: string[];
	processes: Record<string, { pid: number; isAlive: boolean }>;
	site: { isReady: boolean; milliseconds: number } | null;
	database: { version: string; bytes: number; pendingMigrations: number; failedSegments: number } | null;
	disk: { freeBytes: number; backupFreeBytes: number };
	lastBackup: Pick<BackupManifest, 'endedAt' | 'bytes' | 'file'> | null;
	queue: { ready: number; failing: number; oldestSeconds: number } | null;
	/** When the node was made. */
	madeAtMs: number;
};

const LITTLE_SPACE = 1024 ** 3;
const BACKUP_IS_LATE_MS = 26 * 3_600_000;
const JOB_IS_LATE_SECONDS = 15 * 60;

export const health: Command = {
	name: 'health',
	summary: 'Says how the running node is: processes, site, database, disk, last backup, queue. Exit code 0 when well, 1 when not.',
	options: { json: { type: 'boolean', meaning: 'as JSON, for a monitor' } },
	async run({ config, values }) {
		requireNode(config);
		const found = await examine(config);
		process.stdout.write(values.json ? `${JSON.stringify(found, null, '\t')}\n` : describe(found));
		return found.isWell ? 0 : 1;
	},
};

async function examine(config: Config): Promise<Health> {
	const folder = openDataFolder(config.dataDir, 0);
	const connections = describeConnections(config, folder);
	const processes = readProcesses(folder);
	const found: Omit<Health, 'isWell' | 'faults'> = {
		processes: Object.fromEntries(processes.map(({ name, pid, isAlive }) => [name, { pid, isAlive }])),
		site: await askSite(readListeningAt(folder) ?? config),
		database: await askDatabase(connections).catch(() => null),
		disk: { freeBytes: freeBytes(folder.root), backupFreeBytes: freeBytes(existsSync(config.backupDir) ? config.backupDir : folder.root) },
		lastBackup: lastBackup(config.backupDir) ?? null,
		queue: await askQueue(connections).catch(() => null),
		madeAtMs: statSync(folder.keys).birthtimeMs,
	};
	const faults = judge(found, processes);
	return { isWell: faults.length === 0, faults, ...found };
}

function freeBytes(path: string): number {
	try {
		const { bavail, bsize } = statfsSync(path);
		return bavail * bsize;
	} catch {
		return 0;
	}
}

async function askSite(at: ListeningAt): Promise<Health['site']> {
	const began = performance.now();
	try {
		const host = at.host === '0.0.0.0' || at.host === '::' ? '127.0.0.1' : at.host;
		const { ok } = await fetch(`http://${host.includes(':') ? `[${host}]` : host}:${at.port}/api/ready`, {
			signal: AbortSignal.timeout(5000),
		});
		return { isReady: ok, milliseconds: Math.round(performance.now() - began) };
	} catch {
		return null;
	}
}

async function ask<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client({ ...connection, connectionTimeoutMillis: 3000, query_timeout: 5000 });
	client.on('error', () => {});
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}

function askDatabase(connections: Connections): Promise<Health['database']> {
	return ask(connections.owner, async (client) => {
		const { rows } = await client.query<{ version: string; bytes: string; failed: boolean; failures: string }>(
			`select current_setting('server_version') as version, pg_database_size(current_database()) as bytes, failed_count as failures,
				coalesce(last_failed_time > last_archived_time, last_failed_time is not null) as failed from pg_stat_archiver`,
		);
		const row = rows[0] as (typeof rows)[number];
		const pending = await pendingMigrations(connections.owner);
		return {
			version: row.version,
			bytes: Number(row.bytes),
			pendingMigrations: pending.length,
			failedSegments: row.failed ? Number(row.failures) : 0,
		};
	});
}

function askQueue(connections: Connections): Promise<Health['queue']> {
	return ask(connections.queue, async (client) => {
		const { rows } = await client.query(
			`select count(*) filter (where run_at <= now() and locked_at is null and attempts < max_attempts)::int as ready,
				count(*) filter (where last_error is not null)::int as failing,
				coalesce(extract(epoch from now() - min(run_at) filter (where run_at <= now() and locked_at is null and attempts < max_attempts)), 0)::int as "oldestSeconds"
			from graphile_worker._private_jobs`,
		);
		return rows[0];
	});
}

function judge(found: Omit<Health, 'isWell' | 'faults'>, processes: readonly KnownProcess[]): string[] {
	const dead = processes.filter(({ isAlive }) => !isAlive).map(({ name }) => name);
	const { site, database, disk, lastBackup: last, queue } = found;
	return [
		processes.length === 0 && 'The node does not run: «groundswell start» starts it.',
		dead.length > 0 && `Not running: ${dead.join(', ')}.`,
		processes.length > 0 && !site?.isReady && 'The site does not answer.',
		!database && 'The database does not answer.',
		database && database.pendingMigrations > 0 && 'The database waits for an upgrade: stop and start the node.',
		database &&
			database.failedSegments > 0 &&
			'The last changes could not be kept beside the backups: is the backup folder writable, its disk full?',
		disk.freeBytes < LITTLE_SPACE && `The disk of the data is nearly full (${Math.round(disk.freeBytes / 1024 ** 2)} MB free).`,
		disk.backupFreeBytes < LITTLE_SPACE &&
			`The disk of the backups is nearly full (${Math.round(disk.backupFreeBytes / 1024 ** 2)} MB free).`,
		Date.now() - (last ? Date.parse(last.endedAt) : found.madeAtMs) > BACKUP_IS_LATE_MS &&
			(last ? `The last backup is of ${last.endedAt}.` : 'There is no backup yet.'),
		queue &&
			queue.oldestSeconds > JOB_IS_LATE_SECONDS &&
			`Work has waited for ${Math.round(queue.oldestSeconds / 60)} minutes: is the worker well?`,
	].filter((fault) => typeof fault === 'string');
}

function describe(found: Health): string {
	const { site, database, disk, queue } = found;
	const gigabytes = (bytes: number) => `${(bytes / 1024 ** 3).toFixed(1)} GB`;
	const names = Object.entries(found.processes).map(([name, { pid, isAlive }]) => `${name} ${isAlive ? pid : '(not running)'}`);
	return [
		found.isWell ? 'The node is well.' : found.faults.join('\n'),
		'',
		`Processes    ${names.join(', ') || 'none'}`,
		`Site         ${site ? `${site.isReady ? 'ready' : 'not ready'}, ${site.milliseconds} ms` : 'does not answer'}`,
		`Database     ${database ? `PostgreSQL ${database.version}, ${(database.bytes / 1024 ** 2).toFixed(0)} MB` : 'does not answer'}`,
		`Disk         ${gigabytes(disk.freeBytes)} free, backups ${gigabytes(disk.backupFreeBytes)} free`,
		`Last backup  ${found.lastBackup ? `${found.lastBackup.endedAt} (${(found.lastBackup.bytes / 1024 ** 2).toFixed(1)} MB)` : 'none yet'}`,
		`Queue        ${queue ? `${queue.ready} ready, ${queue.failing} failed and tried again` : 'does not answer'}`,
		'',
	].join('\n');
}
