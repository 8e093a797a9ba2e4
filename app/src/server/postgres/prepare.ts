/** Brings a PostgreSQL that answers to what the program needs: roles, database, schema. */
import pg from 'pg';
import { HostError } from '../config.ts';
import { type DataFolder, readSecrets } from '../data-folder.ts';
import { superuserConnection } from './cluster.ts';
import { type Connections, DATABASE, OWNER } from './connections.ts';
import { migrate } from './migrate.ts';
import { ensureRoles } from './roles.ts';

const OLDEST_MAJOR = 15;

/** The embedded server's own: the owner, who is no superuser, and an empty database. Repeatable. */
export async function prepareEmbedded(folder: DataFolder): Promise<void> {
	const client = new pg.Client(superuserConnection(folder, 'postgres'));
	await client.connect();
	try {
		const { rows } = await client.query(
			'select (select count(*) from pg_roles where rolname = $1) as owner, (select count(*) from pg_database where datname = $2) as database',
			[OWNER, DATABASE],
		);
		const password = pg.escapeLiteral(readSecrets(folder).owner);
		await client.query(`${rows[0].owner === '0' ? 'create' : 'alter'} role ${OWNER} login createrole nobypassrls password ${password}`);
		if (rows[0].database === '0') await client.query(`create database ${DATABASE} owner ${OWNER}`);
	} finally {
		await client.end();
	}
}

/**
 * Roles, then schema.
 * @throws HostError when the server is too old, too new a schema, or not reachable.
 */
export async function prepareSchema(connections: Connections, folder: DataFolder): Promise<{ applied: string[] }> {
	const client = new pg.Client(connections.owner);
	try {
		await client.connect();
	} catch (fault) {
		throw new HostError(
			`The database of DATABASE_URL does not answer (${(fault as Error).message}): start it, or correct the address.`,
			69,
		);
	}
	try {
		const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major");
		if (rows[0].major < OLDEST_MAJOR)
			throw new HostError(`The database is PostgreSQL ${rows[0].major}; Groundswell needs ${OLDEST_MAJOR} or newer.`, 69);
		await ensureRoles(client, connections.loginSuffix, readSecrets(folder));
	} finally {
		await client.end();
	}
	return migrate(connections.owner);
}
