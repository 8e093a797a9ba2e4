/** Gives a command the node's database: the running one's, or the embedded one started for as long as the command takes. */
import type { Config } from '../server/config.ts';
import { HostError } from '../server/config.ts';
import { lockDataFolder, openDataFolder } from '../server/data-folder.ts';
import { createClusterIfMissing, startCluster } from '../server/postgres/cluster.ts';
import { type Connections, describeConnections } from '../server/postgres/connections.ts';
import { prepareEmbedded, prepareSchema } from '../server/postgres/prepare.ts';
import { openRunning, type Running } from '../server/running.ts';

export type OpenNode = { running: Running; connections: Connections /** Whether a started node runs on the folder. */; isServed: boolean };

export async function withNode<T>(config: Config, work: (node: OpenNode) => Promise<T>): Promise<T> {
	const folder = openDataFolder(config.dataDir);
	const connections = describeConnections(config, folder);
	const lock = tryLock(folder);
	const cluster = lock && !config.databaseUrl ? (createClusterIfMissing(folder), await startCluster(folder)) : null;
	try {
		if (cluster) await prepareEmbedded(folder);
		if (lock) await prepareSchema(connections, folder);
		const running = openRunning(config, 4);
		try {
			return await work({ running, connections, isServed: !lock });
		} finally {
			await running.database.close();
		}
	} finally {
		await cluster?.stop();
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
