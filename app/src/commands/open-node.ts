/** Gives a command the node's database: the running one's, or the embedded one started for as long as the command takes. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../server/config.ts';
import { HostError } from '../server/config.ts';
import { lockDataFolder, openDataFolder } from '../server/data-folder.ts';
import { type Connections, describeConnections } from '../server/postgres/connections.ts';
import { openRunning, type Running } from '../server/running.ts';
import { bringUp, type NodeUp } from './bring-up.ts';

export type OpenNode = {
	running: Running;
	connections: Connections;
	/** What was started for this command; null when a node runs on the folder and its database is used. */
	up: NodeUp | null;
};

/** @throws HostError when there is no node in the folder yet: a command that reads one does not make one. */
export function requireNode(config: Config): void {
	if (!existsSync(join(config.dataDir, 'keys/secrets.json')))
		throw new HostError(`There is no node in ${config.dataDir}: name its folder with --data.`, 66);
}

/** @throws HostError when the database does not answer. */
export async function withNode<T>(config: Config, work: (node: OpenNode) => Promise<T>): Promise<T> {
	const folder = openDataFolder(config.dataDir);
	const lock = tryLock(folder);
	try {
		const up = lock ? await bringUp(config, folder, (line) => void process.stderr.write(`${line}\n`)) : null;
		try {
			const running = openRunning(config, 4);
			try {
				return await work({ running, connections: describeConnections(config, folder), up });
			} finally {
				await running.database.close();
			}
		} finally {
			await up?.cluster?.stop();
		}
	} finally {
		lock?.release();
	}
}

function tryLock(folder: ReturnType<typeof openDataFolder>): ReturnType<typeof lockDataFolder> | null {
	try {
		return lockDataFolder(folder);
	} catch (fault) {
		if (fault instanceof HostError && fault.exitCode === 75) return null;
		throw fault;
	}
}
