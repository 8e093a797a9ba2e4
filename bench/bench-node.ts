/** A node of its own for a benchmark: embedded PostgreSQL as hosts run it (fsync on), in the temporary folder. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../app/src/server/config.ts';
import { openDataFolder } from '../app/src/server/data-folder.ts';
import { createClusterIfMissing, startCluster } from '../app/src/server/postgres/cluster.ts';
import { type Connections, describeConnections } from '../app/src/server/postgres/connections.ts';
import { prepareEmbedded, prepareSchema } from '../app/src/server/postgres/prepare.ts';
import { openRunning, type Running } from '../app/src/server/running.ts';

export type BenchNode = { running: Running; connections: Connections; port: number };

export async function withBenchNode<T>(work: (node: BenchNode) => Promise<T>): Promise<T> {
	const root = mkdtempSync(join(tmpdir(), 'groundswell-bench-'));
	const port = 20_000 + Math.floor(process.pid % 20_000);
	const config = readConfig({ DATA_DIR: root, PORT: String(port), LOG_LEVEL: 'warn' });
	const folder = openDataFolder(root);
	createClusterIfMissing(folder);
	const cluster = await startCluster(folder);
	try {
		await prepareEmbedded(folder);
		const connections = describeConnections(config, folder);
		await prepareSchema(connections, folder);
		const running = openRunning(config, 4);
		try {
			return await work({ running, connections, port });
		} finally {
			await running.database.close();
		}
	} finally {
		await cluster.stop();
		rmSync(root, { recursive: true, force: true });
	}
}

/** Peak of a process's memory so far (VmHWM), in megabytes of 10⁶ bytes. */
export function peakMemory(pid: number): number {
	const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
	return (Number(kilobytes) * 1024) / 1e6;
}
