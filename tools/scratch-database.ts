/** A database of its own for a tool, on an embedded server in the temporary folder, gone afterwards. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../app/src/server/config.ts';
import { openDataFolder } from '../app/src/server/data-folder.ts';
import { createClusterIfMissing, startCluster } from '../app/src/server/postgres/cluster.ts';
import { type Connections, describeConnections } from '../app/src/server/postgres/connections.ts';
import { prepareEmbedded, prepareSchema } from '../app/src/server/postgres/prepare.ts';

export async function withScratchDatabase<T>(work: (connections: Connections) => Promise<T>): Promise<T> {
	const root = mkdtempSync(join(tmpdir(), 'groundswell-scratch-'));
	const folder = openDataFolder(root);
	createClusterIfMissing(folder);
	const cluster = await startCluster(folder, { settings: { fsync: 'off' } });
	try {
		await prepareEmbedded(folder);
		const connections = describeConnections(readConfig({ DATA_DIR: root }), folder);
		await prepareSchema(connections, folder);
		return await work(connections);
	} finally {
		await cluster.stop();
		rmSync(root, { recursive: true, force: true });
	}
}
