/** How the node is doing, for whoever runs the machine. No people in it. */
import { statfsSync } from 'node:fs';
import { sql } from 'kysely';
import pg from 'pg';
import { lastBackup } from '#server/backup/backup-folder.ts';
import { type Database, NOBODY, PROGRAM } from '#server/database.ts';
import { describeConnections } from '#server/postgres/connections.ts';
import type { Running } from '#server/running.ts';
import { readProcesses } from '#server/supervisor-processes.ts';

/** Number of the newest migration that the database has. @throws DatabaseAway */
export async function readSchemaNumber(database: Database): Promise<number> {
	return database.reading(NOBODY, async (reader) => {
		const { rows } = await sql<{ number: number | null }>`select max(number) as number from schema_migrations`.execute(
			reader.query as never,
		);
		return rows[0]?.number ?? 0;
	});
}

export type NodeHealth = {
	processes: { name: string; isAlive: boolean }[];
	database: { version: string; bytes: number };
	disk: { freeBytes: number; backupFreeBytes: number };
	lastBackupAt: Date | null;
	/** Null when the queue did not answer. */
	queue: { ready: number; failing: number } | null;
	mailWaiting: number;
	leavesByMail: boolean;
};

export async function readHealth({ database, config, folder }: Running): Promise<NodeHealth> {
	const [known, queue] = await Promise.all([readDatabase(database), readQueue({ config, folder })]);
	const last = lastBackup(config.backupDir);
	const freeBytes = readFreeBytes(folder.root);
	return {
		...known,
		queue,
		processes: readProcesses(folder).map(({ name, isAlive }) => ({ name, isAlive })),
		disk: { freeBytes, backupFreeBytes: readFreeBytes(config.backupDir, freeBytes) },
		lastBackupAt: last ? new Date(last.endedAt) : null,
		leavesByMail: config.smtpUrl !== null,
	};
}

function readFreeBytes(path: string, otherwise = 0): number {
	try {
		const { bavail, bsize } = statfsSync(path);
		return bavail * bsize;
	} catch {
		return otherwise;
	}
}

function readDatabase(database: Database): Promise<Pick<NodeHealth, 'database' | 'mailWaiting'>> {
	return database.reading(PROGRAM, async (reader) => {
		const row = await reader.query
			.selectNoFrom([
				sql<string>`current_setting('server_version')`.as('version'),
				sql<number>`pg_database_size(current_database())::float8`.as('bytes'),
				sql<number>`(select count(*)::int from mails where state = 'waiting')`.as('mail_waiting'),
			])
			.executeTakeFirstOrThrow();
		return { database: { version: row.version, bytes: row.bytes }, mailWaiting: row.mail_waiting };
	});
}

/** Only the queue's own role may look at the queue. */
async function readQueue({ config, folder }: Pick<Running, 'config' | 'folder'>): Promise<NodeHealth['queue']> {
	const client = new pg.Client({ ...describeConnections(config, folder).queue, connectionTimeoutMillis: 2000, query_timeout: 3000 });
	client.on('error', () => {});
	try {
		await client.connect();
		const { rows } = await client.query<{ ready: number; failing: number }>(
			`select count(*) filter (where run_at <= now() and locked_at is null)::int as ready, count(*) filter (where last_error is not null)::int as failing
			from graphile_worker._private_jobs`,
		);
		return rows[0] ?? null;
	} catch {
		return null;
	} finally {
		await client.end().catch(() => {});
	}
}
