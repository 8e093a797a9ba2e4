/**
 * One PostgreSQL for all database tests, with a migrated template that each test file clones: the embedded one, or the
 * server of TEST_DATABASE_URL (as a user that may create databases and roles).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { openDataFolder, readSecrets } from '../app/src/server/data-folder.ts';
import { createClusterIfMissing, startCluster, superuserConnection } from '../app/src/server/postgres/cluster.ts';
import { parseDatabaseUrl } from '../app/src/server/postgres/connections.ts';
import { migrate } from '../app/src/server/postgres/migrate.ts';
import { ensureRoles } from '../app/src/server/postgres/roles.ts';

export const TEMPLATE = 'groundswell_template';
/** Part of the logins' names, the same for all clones of one run. */
export const LOGIN_SUFFIX = 'tests';
const TEST_OWNER = 'groundswell_test_owner';

export type TestServer = {
	owner: pg.ClientConfig;
	/** May look behind the walls. */
	admin: pg.ClientConfig;
	root: string;
};

declare module 'vitest' {
	export interface ProvidedContext {
		testServer: TestServer;
	}
}

export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
	const root = mkdtempSync(join(tmpdir(), 'groundswell-tests-'));
	const folder = openDataFolder(root);
	const secrets = readSecrets(folder);
	const ownServer = process.env.TEST_DATABASE_URL;
	if (!ownServer) createClusterIfMissing(folder);
	// Nothing here outlives the run, so nothing waits for the disk.
	const cluster = ownServer ? null : await startCluster(folder, { settings: { fsync: 'off', full_page_writes: 'off' } });
	const admin = ownServer ? parseDatabaseUrl(ownServer) : superuserConnection(folder, 'postgres');
	const owner = { ...admin, user: TEST_OWNER, password: secrets.owner, database: TEMPLATE };
	const client = new pg.Client(admin);
	await client.connect();
	await client.query(`drop database if exists ${TEMPLATE}`);
	const { rows } = await client.query('select from pg_roles where rolname = $1', [TEST_OWNER]);
	await client.query(
		`${rows.length ? 'alter' : 'create'} role ${TEST_OWNER} login createdb createrole nobypassrls password ${pg.escapeLiteral(secrets.owner)}`,
	);
	await ensureRoles(client, LOGIN_SUFFIX, secrets);
	await client.query(`create database ${TEMPLATE} owner ${TEST_OWNER}`);
	await client.end();
	await migrate(owner);
	project.provide('testServer', { owner, admin, root });
	return async () => {
		if (cluster) await cluster.stop();
		rmSync(root, { recursive: true, force: true });
	};
}
