/** Puts an archive into an empty node, on any PostgreSQL that the program knows. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams';
import { readEncrypted } from '../backup/encrypted-file.ts';
import { place, readAll, unpack } from '../backup/pack-folder.ts';
import { HostError } from '../config.ts';
import { beginEpoch } from '../postgres/begin-epoch.ts';
import type { Connections } from '../postgres/connections.ts';
import { type Migration, readMigrations } from '../postgres/migrate.ts';
import { type ArchivedTable, listTables } from './tables.ts';
import { type ArchiveCounts, type ArchiveHead, COUNTS_ENTRY, copyClause, HEAD_ENTRY } from './write-archive.ts';

/** Rows of a migrated database that nobody has used yet. */
const MADE_BY_MIGRATIONS = ['node_settings', 'database_epochs'];

/**
 * Reads the whole archive once: its files go below `root`, its rows nowhere yet. What is damaged is found here, before
 * any database is touched.
 * @throws HostError for another key, a damaged or cut file, or an archive of a newer program.
 */
export async function extractArchive(path: string, identity: string, root: string): Promise<ArchiveHead> {
	let head: ArchiveHead | undefined;
	await unpack(readEncrypted(path, identity), async (name, content, isFolder) => {
		if (name === HEAD_ENTRY) head = checkHead(JSON.parse(await readAll(content)), path);
		else if (!head) throw new HostError(`${path} is not an archive: «groundswell restore» takes backups.`, 65);
		else if (/^(keys|ledger|uploads|maps)\//.test(name)) await place(root, name, content, isFolder);
	});
	return head as ArchiveHead;
}

function checkHead(head: ArchiveHead, path: string): ArchiveHead {
	const known = new Map(readMigrations().map((migration) => [migration.number, migration]));
	const unknown = head.migrations.find(({ number }) => !known.has(number));
	if (unknown || head.format !== 1) {
		throw new HostError(
			`${path} was made by a newer Groundswell (${head.program}${unknown ? `, with ${unknown.name}` : ''}): install that version or a newer one.`,
			65,
		);
	}
	const changed = head.migrations.find(({ number, checksum }) => known.get(number)?.checksum !== checksum);
	if (changed) throw new HostError(`${path} was made by another Groundswell, whose ${changed.name} differs: install that one.`, 65);
	return head;
}

/** The program's migrations up to the archive's schema; the others run after its rows are in. */
export function migrationsOf(head: ArchiveHead): Migration[] {
	const last = Math.max(0, ...head.migrations.map(({ number }) => number));
	return readMigrations().filter(({ number }) => number <= last);
}

/**
 * Loads the rows into a database at the archive's schema, in one transaction.
 * @throws HostError when the database is in use or the archive does not hold what it says.
 */
export async function loadRows(connections: Connections, path: string, identity: string): Promise<{ rows: number }> {
	const client = new pg.Client(connections.owner);
	client.on('error', () => {});
	await client.connect();
	try {
		await client.query('begin');
		const tables = await listTables(client);
		// The walls stop the owner as well; lifting them is its right, and undone before anybody else can see the tables.
		const walled = await listForced(client);
		for (const name of walled) await client.query(`alter table ${name} no force row level security`);
		await refuseUsed(client, tables);
		await client.query(`truncate ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')}`);
		const rows = await copyAll(client, path, identity);
		await client.query('set constraints all immediate');
		await beginEpoch(client, 'unarchived');
		for (const name of walled) await client.query(`alter table ${name} force row level security`);
		await client.query('commit');
		await client.query('analyze').catch(() => {});
		return { rows };
	} finally {
		await client.end().catch(() => {});
	}
}

async function listForced(client: pg.Client): Promise<string[]> {
	const { rows } = await client.query<{ name: string }>(
		"select oid::regclass::text as name from pg_class where relnamespace = 'public'::regnamespace and relforcerowsecurity order by relname",
	);
	return rows.map((row) => row.name);
}

async function refuseUsed(client: pg.Client, tables: readonly ArchivedTable[]): Promise<void> {
	for (const { name } of tables.filter((table) => !MADE_BY_MIGRATIONS.includes(table.name))) {
		const { rows } = await client.query(`select exists (select from ${pg.escapeIdentifier(name)}) as used`);
		if (rows[0].used)
			throw new HostError(`The database is in use (${name} has rows): name an empty one, so that nothing in it is overwritten.`, 73);
	}
}

type OpenCopy = { table: ArchivedTable; sink: CopyStreamQuery; ended: Promise<void>; hash: ReturnType<typeof createHash> };

function openCopy(client: pg.Client, table: ArchivedTable): OpenCopy {
	const sink = client.query(copyFrom(`copy ${copyClause(table)} from stdin`));
	const ended = finished(sink);
	// A row that does not fit ends the copy early; whoever waits for it learns why.
	ended.catch(() => {});
	return { table, sink, ended, hash: createHash('sha256') };
}

async function copyAll(client: pg.Client, path: string, identity: string): Promise<number> {
	let head: ArchiveHead | undefined;
	let counts: ArchiveCounts = {};
	const arrived: ArchiveCounts = {};
	let open: OpenCopy | undefined;
	const close = async () => {
		if (!open) return;
		open.sink.end();
		await open.ended;
		arrived[open.table.name] = { rows: open.sink.rowCount ?? 0, sha256: open.hash.digest('hex') };
		open = undefined;
	};
	await unpack(readEncrypted(path, identity), async (name, content) => {
		if (name === HEAD_ENTRY) head = JSON.parse(await readAll(content));
		if (name === COUNTS_ENTRY) counts = JSON.parse(await readAll(content));
		const tableName = /^tables\/([^/]+)\/\d+$/.exec(name)?.[1];
		if (tableName !== open?.table.name) await close();
		if (!tableName) return;
		const table = head?.tables.find((candidate) => candidate.name === tableName);
		if (!table) throw new HostError(`The archive holds rows of ${tableName}, which its head does not name: take another copy of it.`, 65);
		open ??= openCopy(client, table);
		for await (const chunk of content as AsyncIterable<Buffer>) {
			open.hash.update(chunk);
			if (!open.sink.write(chunk)) await Promise.race([once(open.sink, 'drain'), open.ended]);
		}
	});
	await close();
	return checkCounts(counts, arrived);
}

function checkCounts(counts: ArchiveCounts, arrived: ArchiveCounts): number {
	let total = 0;
	for (const [name, { rows, sha256 }] of Object.entries(counts)) {
		const got = arrived[name];
		if (rows > 0 && (got?.rows !== rows || got.sha256 !== sha256))
			throw new HostError(`${name} should have ${rows} rows and got ${got?.rows ?? 0}: take another copy of the archive.`, 65);
		total += rows;
	}
	return total;
}
