/** A database of its own for a test file, cloned from the migrated template in some 50 ms. */
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { readConfig } from '../app/src/server/config.ts';
import { openDataFolder, readSecrets } from '../app/src/server/data-folder.ts';
import { openDatabase } from '../app/src/server/database.ts';
import { loginOf, type Part } from '../app/src/server/postgres/roles.ts';
import type { Running } from '../app/src/server/running.ts';
import { LOGIN_SUFFIX, TEMPLATE } from './database-server.ts';

export type TestNode = Running & {
	/** The tables' owner, whom the forced walls stop like everybody else. */
	owner: pg.ClientConfig;
	as: (part: Part) => pg.ClientConfig;
	/** Runs SQL behind the walls, for looking and for fixtures that no command makes. */
	sql: <Row extends pg.QueryResultRow = pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>;
};

export async function openTestNode(): Promise<TestNode> {
	const { owner, admin, root } = inject('testServer');
	const folder = openDataFolder(root, 0);
	const secrets = readSecrets(folder);
	const name = `groundswell_test_${randomBytes(6).toString('hex')}`;
	await onServer(owner, `create database ${name} template ${TEMPLATE}`);
	const own: pg.ClientConfig = { ...owner, database: name };
	const as = (part: Part): pg.ClientConfig => ({ ...own, user: loginOf(part, LOGIN_SUFFIX), password: secrets[part] });
	const database = openDatabase({ whole: as('whole'), scoped: as('scoped') }, 6);
	const adminPool = new pg.Pool({ ...admin, database: name, max: 2 });
	// The forced drop may end a connection that is just closing.
	adminPool.on('connect', (client) => client.on('error', () => {}));
	afterAll(async () => {
		await database.close();
		await adminPool.end();
		await onServer(admin, `drop database ${name} with (force)`);
	});
	return {
		config: readConfig({ DATA_DIR: root }),
		folder,
		secrets,
		database,
		owner: own,
		as,
		sql: async (text, values) => (await adminPool.query(text, values)).rows,
	};
}

/** Two clones at the same moment disturb each other, so each waits for its turn. */
async function onServer(owner: pg.ClientConfig, statement: string): Promise<void> {
	const client = new pg.Client({ ...owner, database: 'postgres' });
	await client.connect();
	try {
		await client.query("select pg_advisory_lock(hashtext('groundswell clone'))");
		await client.query(statement);
	} finally {
		await client.end();
	}
}
