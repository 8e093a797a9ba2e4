/** What this process runs on. The built site carries its own copy of every module, so the one instance hangs on globalThis. */
import { type Config, readConfig } from './config.ts';
import { type DataFolder, openDataFolder, readSecrets, type Secrets } from './data-folder.ts';
import { type Database, openDatabase } from './database.ts';
import { setLogLevel } from './log.ts';
import { describeConnections } from './postgres/connections.ts';

export type Running = Readonly<{ config: Config; folder: DataFolder; secrets: Secrets; database: Database }>;

const key = Symbol.for('groundswell.running');
const holder = globalThis as unknown as Record<symbol, Running | undefined>;

/** Opens what a process needs from its environment. The database is connected to at the first query. */
export function openRunning(config: Config = readConfig(process.env), poolSize?: number): Running {
	setLogLevel(config.logLevel);
	const folder = openDataFolder(config.dataDir);
	const running = { config, folder, secrets: readSecrets(folder), database: openDatabase(describeConnections(config, folder), poolSize) };
	holder[key] = running;
	return running;
}

export function running(): Running {
	const current = holder[key];
	if (!current) throw new Error('nothing runs in this process: openRunning comes first');
	return current;
}
