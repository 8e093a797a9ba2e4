import { expect, onTestFinished, test } from 'vitest';
import { behindWalls, makeFolder } from '../../../../tools/whole-node.ts';
import { readConfig } from '../config.ts';
import { openDataFolder } from '../data-folder.ts';
import { createClusterIfMissing, startCluster } from './cluster.ts';
import { describeConnections } from './connections.ts';
import { migrate, pendingMigrations, readMigrations } from './migrate.ts';
import { prepareEmbedded, prepareSchema } from './prepare.ts';

async function openEmpty() {
	const folder = openDataFolder(makeFolder());
	createClusterIfMissing(folder);
	const cluster = await startCluster(folder, { settings: { fsync: 'off' } });
	onTestFinished(() => cluster.stop());
	await prepareEmbedded(folder);
	return { folder, connections: describeConnections(readConfig({ DATA_DIR: folder.root }), folder) };
}

test('twenty starts that race on an empty database give one whole schema', async () => {
	const { folder, connections } = await openEmpty();
	const results = await Promise.all(Array.from({ length: 20 }, () => prepareSchema(connections, folder)));
	const applied = results.flatMap((result) => result.applied);
	expect(applied.sort()).toEqual(readMigrations().map(({ name }) => name));
	expect(await pendingMigrations(connections.owner)).toEqual([]);
	expect(await behindWalls(folder.root, 'select from database_epochs')).toHaveLength(1);
});

test('an older program, and one whose migration was edited, refuse the database in a sentence', async () => {
	const { folder, connections } = await openEmpty();
	await prepareSchema(connections, folder);
	const all = readMigrations();
	await expect(migrate(connections.owner, all.slice(0, -1))).rejects.toMatchObject({
		exitCode: 65,
		message: expect.stringMatching(/newer Groundswell/),
	});
	await expect(migrate(connections.owner, [{ ...(all[0] as (typeof all)[0]), checksum: 'x' }, ...all.slice(1)])).rejects.toMatchObject({
		message: expect.stringMatching(/is not the file that made this database/),
	});
});

test('a migration that fails leaves nothing of itself', async () => {
	const { folder, connections } = await openEmpty();
	await prepareSchema(connections, folder);
	const broken = { number: 9999, name: '9999-broken.sql', text: 'create table half_made (id integer); select 1/0', checksum: 'x' };
	await expect(migrate(connections.owner, [...readMigrations(), broken])).rejects.toThrow(/division by zero/);
	expect(await behindWalls(folder.root, "select to_regclass('half_made') as there")).toEqual([{ there: null }]);
	expect(await behindWalls(folder.root, 'select from schema_migrations where number = 9999')).toEqual([]);
});
