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
 * Brings the database to this program's roles and schema.
 * @throws HostError when the server is too old, its schema too new, or not reachable.
 */
export async function prepareSchema(connections: Connections, folder: DataFolder): Promise<{ applied: string[] }> {
	await prepareRoles(connections, folder);
	return migrate(connections.owner);
}

/** The groups that the walls name, and this database's logins in them. */
export async function prepareRoles(connections: Connections, folder: DataFolder): Promise<void> {
	await withServer(connections, (client) => ensureRoles(client, connections.loginSuffix, readSecrets(folder)));
}

/** @throws HostError when the server is too old or does not answer. */
export async function withServer<T>(connections: Connections, work: (client: pg.Client) => Promise<T>): Promise<T> {
	const client = new pg.Client(connections.owner);
	client.on('error', () => {});
	try {
		await client.connect();
	} catch (fault) {
		throw new HostError(`The database of DATABASE_URL does not answer (${describeAway(fault)}): start it, or correct the address.`, 69);
	}
	try {
		const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major");
		if (rows[0].major < OLDEST_MAJOR)
			throw new HostError(`The database is PostgreSQL ${rows[0].major}; Groundswell needs ${OLDEST_MAJOR} or newer.`, 69);
		return await work(client);
	} finally {
		await client.end();
	}
}

/** Where several addresses were tried, the fault itself says nothing. */
function describeAway(fault: unknown): string {
	const { message, code, errors } = fault as { message: string; code?: string; errors?: Error[] };
	return message || errors?.[0]?.message || code || 'no reason given';
}
