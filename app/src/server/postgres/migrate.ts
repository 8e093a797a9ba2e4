/** Plain SQL migrations: numbered, forward only, each in its own transaction, safe when many programs start at once. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMigrations as migrateQueue } from 'graphile-worker';
import pg from 'pg';
import { HostError } from '../config.ts';
import { groupOf } from './roles.ts';

export const MIGRATIONS_FOLDER = join(import.meta.dirname, '../../../db/migrations');

export type Migration = { number: number; name: string; text: string; checksum: string };

export function readMigrations(folder = MIGRATIONS_FOLDER): Migration[] {
	const files = readdirSync(folder)
		.filter((file) => file.endsWith('.sql'))
		.sort();
	return files.map((name) => {
		const text = readFileSync(join(folder, name), 'utf8');
		return { number: Number(name.slice(0, 4)), name, text, checksum: createHash('sha256').update(text).digest('hex') };
	});
}

/** What a start will do to a database: nothing, migrate it, or refuse it. */
export async function pendingMigrations(connection: pg.ClientConfig, migrations = readMigrations()): Promise<Migration[]> {
	return withClient(connection, async (client) => {
		const { rows } = await client.query("select to_regclass('public.schema_migrations') is not null as there");
		if (!rows[0].there) return migrations;
		return missingOf(client, migrations);
	});
}

/**
 * Brings the database to this program's schema. `connection` belongs to the owner of the tables.
 * @throws HostError when the database was migrated by a newer program, or a migration was edited after it ran.
 */
export async function migrate(connection: pg.ClientConfig, migrations = readMigrations()): Promise<{ applied: string[] }> {
	return withClient(connection, async (client) => {
		await client.query('select pg_advisory_lock(hashtext($1))', ['groundswell migrate']);
		await client.query(
			'create table if not exists schema_migrations (number integer primary key, name text not null, checksum text not null, applied_at timestamptz not null default now())',
		);
		const missing = await missingOf(client, migrations);
		await migrateQueueSchema(connection);
		for (const migration of missing) await apply(client, migration);
		await openQueue(client);
		return { applied: missing.map((migration) => migration.name) };
	});
}

async function missingOf(client: pg.Client, migrations: Migration[]): Promise<Migration[]> {
	const { rows: applied } = await client.query<{ number: number; name: string; checksum: string }>(
		'select number, name, checksum from schema_migrations',
	);
	const known = new Map(migrations.map((migration) => [migration.number, migration]));
	for (const row of applied) {
		const mine = known.get(row.number);
		if (!mine) {
			throw new HostError(
				`The database was written by a newer Groundswell (it has ${row.name}, which this program does not know): install that version or a newer one, or restore the backup taken before the upgrade.`,
				65,
			);
		}
		if (mine.checksum !== row.checksum) {
			throw new HostError(`${mine.name} is not the file that made this database: put back the original program files.`, 65);
		}
	}
	const done = new Set(applied.map((row) => row.number));
	return migrations.filter((migration) => !done.has(migration.number));
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
	await client.query('begin');
	try {
		await client.query(migration.text);
		await client.query('insert into schema_migrations (number, name, checksum) values ($1, $2, $3)', [
			migration.number,
			migration.name,
			migration.checksum,
		]);
		await client.query('commit');
	} catch (fault) {
		await client.query('rollback');
		throw fault;
	}
}

/** The worker takes jobs with a role of its own, which reaches the queue's tables and no other. */
async function openQueue(client: pg.Client): Promise<void> {
	const queue = groupOf('queue');
	await client.query(`
		grant usage on schema graphile_worker to ${queue};
		grant select, insert, update, delete on all tables in schema graphile_worker to ${queue};
		grant usage on all sequences in schema graphile_worker to ${queue};
		grant execute on all functions in schema graphile_worker to ${queue};
		do $$
		declare walled record;
		begin
			for walled in
				select c.oid::regclass as name from pg_class c
				where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
				and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'worker_only')
			loop
				execute format('create policy worker_only on %s to ${queue} using (true) with check (true)', walled.name);
			end loop;
		end $$;
	`);
}

async function migrateQueueSchema(connection: pg.ClientConfig): Promise<void> {
	const pool = new pg.Pool({ ...connection, max: 2 });
	pool.on('error', () => {});
	pool.on('connect', (client) => client.on('error', () => {}));
	try {
		await migrateQueue({ pgPool: pool });
	} finally {
		await pool.end();
	}
}

async function withClient<T>(connection: pg.ClientConfig, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client(connection);
	await client.connect();
	try {
		return await work(client);
	} finally {
		await client.end();
	}
}
