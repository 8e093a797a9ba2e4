import { existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findOwnBinaries, type OwnServer, startOwnServer } from '../../../tools/own-server.ts';
import { behindWalls, fillSample, groundswell, makeFolder, readEveryRow, sentenceOf, startNode } from '../../../tools/whole-node.ts';
import { type ArchiveHead, writeArchive } from '../server/archive/write-archive.ts';
import { adoptBackupKey, ensureBackupKey, readRecipient } from '../server/backup/backup-key.ts';
import { writeEncrypted } from '../server/backup/encrypted-file.ts';
import { packStream } from '../server/backup/pack-folder.ts';
import { readConfig } from '../server/config.ts';
import { openDataFolder } from '../server/data-folder.ts';
import { createClusterIfMissing, startCluster } from '../server/postgres/cluster.ts';
import { describeConnections, parseDatabaseUrl } from '../server/postgres/connections.ts';
import { migrate, readMigrations } from '../server/postgres/migrate.ts';
import { prepareEmbedded, prepareRoles } from '../server/postgres/prepare.ts';
import { withNode } from './open-node.ts';

type Rows = Record<string, string[]>;

const root = mkdtempSync(join(tmpdir(), 'groundswell-archive-'));
const data = join(root, 'first');
const file = join(root, 'node.archive.age');
const key = join(data, 'keys/backup.key');
let original: Rows;

const binaries = findOwnBinaries();
let server: OwnServer | undefined;

beforeAll(async () => {
	if (binaries) server = await startOwnServer(binaries);
	await withNode(readConfig({ DATA_DIR: data }), async ({ running: { folder } }) => {
		await fillSample(data);
		writeFileSync(join(folder.maps, 'town.pmtiles'), 'tiles');
		original = await readEveryRow(data);
		expect(await groundswell(['archive', file, '--data', data])).toMatchObject({ code: 0, err: '' });
	});
});
afterAll(async () => {
	await server?.stop();
	rmSync(root, { recursive: true, force: true });
});

/** What a move adds: an epoch, and its own entry in the audit log. */
function expectSame(moved: Rows, from: Rows): void {
	expect(Object.keys(moved)).toEqual(Object.keys(from));
	for (const [table, rows] of Object.entries(from)) {
		const added = table === 'database_epochs' || table === 'audit_entries' ? 1 : 0;
		expect(moved[table], table).toEqual(expect.arrayContaining(rows));
		expect(moved[table], table).toHaveLength(rows.length + added);
	}
}

test('a node moves into a new folder, every row and file, with its walls up and its mail waiting', async () => {
	const target = join(makeFolder(), 'new');
	expect(await groundswell(['unarchive', file, '--key', key, '--data', target])).toMatchObject({ code: 0, err: '' });
	await withNode(readConfig({ DATA_DIR: target }), async () => {
		expectSame(await readEveryRow(target), original);
		const [walls] = await behindWalls<{ lowered: string }>(
			target,
			"select count(*) as lowered from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity and not relforcerowsecurity",
		);
		expect(walls?.lowered).toBe('0');
		const jobs = await behindWalls<{ key: string }>(target, 'select key from graphile_worker.jobs');
		expect(jobs.filter((job) => job.key?.startsWith('mail.send:'))).toHaveLength(1);
	});
	expect(readFileSync(join(target, 'maps/town.pmtiles'), 'utf8')).toBe('tiles');
	expect(readFileSync(join(target, 'keys/secrets.json'))).toEqual(readFileSync(join(data, 'keys/secrets.json')));
});

test.skipIf(!binaries)('a node moves to a PostgreSQL of the host’s own and back (skipped where none is installed)', async () => {
	const own = server as OwnServer;
	const admin = parseDatabaseUrl(own.url('postgres'));
	// A user as a host makes it: no superuser.
	await behindWalls(admin, "create role host login createrole password 'x'");
	await behindWalls(admin, 'create database moved owner host');
	const url = own.url('moved').replace(/\/\/.*@/, '//host:x@');
	const there = join(makeFolder(), 'there');
	const env = { DATABASE_URL: url };
	expect(await groundswell(['unarchive', file, '--key', key, '--data', there], { env })).toMatchObject({ code: 0, err: '' });
	const moved = await readEveryRow(parseDatabaseUrl(own.url('moved')));
	expectSame(moved, original);

	const again = await groundswell(['unarchive', file, '--key', key, '--data', join(makeFolder(), 'x')], { env });
	expect(sentenceOf(again)).toMatch(/The database is in use/);
	expect(again.code).toBe(73);

	const back = join(makeFolder(), 'back.age');
	expect(await groundswell(['archive', back, '--data', there], { env })).toMatchObject({ code: 0, err: '' });
	const home = join(makeFolder(), 'home');
	expect(await groundswell(['unarchive', back, '--key', key, '--data', home])).toMatchObject({ code: 0, err: '' });
	await withNode(readConfig({ DATA_DIR: home }), async () => expectSame(await readEveryRow(home), moved));

	// Its backups are archives, since its files are not ours to read.
	expect(await groundswell(['backup', '--data', there], { env })).toMatchObject({ code: 0, err: '' });
	const restored = await groundswell(['restore', '--from', join(there, 'backups'), '--key', key, '--data', join(makeFolder(), 'x')]);
	expect(sentenceOf(restored)).toMatch(/groundswell unarchive/);
	// The node serves from there.
	const node = await startNode(there, { env });
	expect((await fetch(`http://127.0.0.1:${node.port}/api/ready`)).status).toBe(200);
	expect(await node.stop()).toBe(0);
});

async function expectRefusal(code: number, words: RegExp, path: string, keyFile = key): Promise<void> {
	const target = join(makeFolder(), 'new');
	const ended = await groundswell(['unarchive', path, '--key', keyFile, '--data', target]);
	expect(sentenceOf(ended)).toMatch(words);
	expect(ended.code).toBe(code);
	expect(existsSync(target)).toBe(false);
}

test('another key, a damaged file, a cut one, a missing one and a backup are refused in a sentence', async () => {
	const other = join(makeFolder(), 'other.key');
	writeFileSync(other, `${await generateX25519Identity()}\n`);
	await expectRefusal(65, /another key/, file, other);
	const spoiled = join(makeFolder(), 'spoiled.age');
	const bytes = readFileSync(file);
	writeFileSync(
		spoiled,
		bytes.map((byte, at) => (at === bytes.length - 40 ? byte ^ 1 : byte)),
	);
	await expectRefusal(65, /damaged or cut short/, spoiled);
	writeFileSync(spoiled, bytes);
	truncateSync(spoiled, bytes.length - 100);
	await expectRefusal(65, /damaged or cut short/, spoiled);
	await expectRefusal(66, /cannot be read/, join(root, 'none'));
});

async function writeHead(head: Partial<ArchiveHead>): Promise<string> {
	const folder = openDataFolder(makeFolder(), 0);
	await adoptBackupKey(folder, readFileSync(key, 'utf8').split('\n')[1] as string);
	const path = join(folder.root, 'made.age');
	const whole: ArchiveHead = { format: 1, program: '99.0.0', madeAt: '', postgres: 18, migrations: [], tables: [], ...head };
	const { stream, done } = packStream((packer) => packer.addText('archive.json', JSON.stringify(whole)));
	await writeEncrypted(readRecipient(folder), stream, path);
	await done;
	return path;
}

test('an archive of a newer program is refused in a sentence', async () => {
	const known = readMigrations().map(({ number, name, checksum }) => ({ number, name, checksum }));
	const newer = await writeHead({ migrations: [...known, { number: 9000, name: '9000-later.sql', checksum: 'x' }] });
	await expectRefusal(65, /made by a newer Groundswell \(99\.0\.0, with 9000-later\.sql\)/, newer);
	const edited = await writeHead({ migrations: [{ ...(known[0] as (typeof known)[0]), checksum: 'x' }] });
	await expectRefusal(65, /whose 0001-foundation\.sql differs/, edited);
});

test('an archive of an older schema is brought forward', async () => {
	const older = readMigrations().slice(0, 2);
	const folder = openDataFolder(join(makeFolder(), 'older'));
	const path = join(makeFolder(), 'older.age');
	await ensureBackupKey(folder);
	createClusterIfMissing(folder);
	const cluster = await startCluster(folder);
	try {
		await prepareEmbedded(folder);
		const connections = describeConnections(readConfig({ DATA_DIR: folder.root }), folder);
		await prepareRoles(connections, folder);
		await migrate(connections.owner, older);
		await behindWalls(folder.root, "update node_settings set name = 'Riverside of old'");
		await writeArchive(connections, folder, path);
	} finally {
		await cluster.stop();
	}
	const target = join(makeFolder(), 'new');
	const ended = await groundswell(['unarchive', path, '--key', join(folder.keys, 'backup.key'), '--data', target]);
	expect(ended).toMatchObject({ code: 0, err: '' });
	await withNode(readConfig({ DATA_DIR: target }), async () => {
		expect(await behindWalls(target, 'select number from schema_migrations')).toHaveLength(readMigrations().length);
		expect(await behindWalls(target, 'select name from node_settings')).toEqual([{ name: 'Riverside of old' }]);
	});
});
