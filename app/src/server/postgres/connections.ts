/** How each part of the program reaches the database: the embedded one by its socket, the host's own by DATABASE_URL. */
import type pg from 'pg';
import type { Config } from '../config.ts';
import { type DataFolder, readSecrets } from '../data-folder.ts';
import { socketFolder } from './cluster.ts';
import { loginOf, type Part } from './roles.ts';

export const OWNER = 'groundswell';
export const DATABASE = 'groundswell';

export type Connections = Readonly<{
	/** Owner of the tables: migrations, archives. The site and the worker never use it. */
	owner: pg.ClientConfig;
	whole: pg.ClientConfig;
	scoped: pg.ClientConfig;
	queue: pg.ClientConfig;
	/** Part of the logins' names that tells this database's apart. */
	loginSuffix: string;
}>;

export function describeConnections(config: Config, folder: DataFolder): Connections {
	const secrets = readSecrets(folder);
	const base: pg.ClientConfig = config.databaseUrl
		? parseDatabaseUrl(config.databaseUrl)
		: { host: socketFolder(folder), database: DATABASE, user: OWNER, password: secrets.owner };
	const loginSuffix = base.database ?? DATABASE;
	const as = (part: Part): pg.ClientConfig => ({
		...base,
		user: loginOf(part, loginSuffix),
		password: secrets[part],
		application_name: `groundswell ${part}`,
	});
	return { owner: base, whole: as('whole'), scoped: as('scoped'), queue: as('queue'), loginSuffix };
}

export function parseDatabaseUrl(text: string): pg.ClientConfig {
	const url = new URL(text);
	const socket = url.searchParams.get('host');
	const sslmode = url.searchParams.get('sslmode');
	return {
		host: socket ?? (decodeURIComponent(url.hostname) || 'localhost'),
		port: url.port ? Number(url.port) : 5432,
		user: decodeURIComponent(url.username),
		password: decodeURIComponent(url.password),
		database: decodeURIComponent(url.pathname.slice(1)) || DATABASE,
		...(sslmode && sslmode !== 'disable' && { ssl: { rejectUnauthorized: sslmode.startsWith('verify') } }),
	};
}
