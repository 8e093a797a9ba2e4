import { lockDataFolder, openDataFolder } from '../server/data-folder.ts';
import { createClusterIfMissing, startCluster } from '../server/postgres/cluster.ts';
import { describeConnections } from '../server/postgres/connections.ts';
import { prepareEmbedded, prepareSchema } from '../server/postgres/prepare.ts';
import { openRunning } from '../server/running.ts';
import { buildSiteIfChanged } from '../server/site-build.ts';
import { checkPort, Supervisor } from '../server/supervisor.ts';
import type { Command } from './command.ts';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

export const start: Command = {
	name: 'start',
	summary: 'Starts the node: database, site and worker, until Ctrl-C or SIGTERM.',
	options: { demo: { type: 'boolean', meaning: 'fill an empty node with the invented town of Riverside' } },
	async run({ config, values }) {
		const folder = openDataFolder(config.dataDir);
		const lock = lockDataFolder(folder);
		try {
			await checkPort(config.host, config.port);
			await buildSiteIfChanged(say);
			if (!config.databaseUrl) createClusterIfMissing(folder);
			const cluster = config.databaseUrl ? null : await startCluster(folder);
			const supervisor = new Supervisor(config, folder, cluster, {});
			let failed = true;
			try {
				if (cluster) await prepareEmbedded(folder);
				await prepareSchema(describeConnections(config, folder), folder);
				const { database } = openRunning(config, 3);
				if (values.demo) say('Riverside is being built …');
				await database.close();
				const ended = new Promise<void>((resolve) => {
					process.once('SIGINT', () => resolve());
					process.once('SIGTERM', () => resolve());
				});
				await supervisor.start();
				say(`\nGroundswell runs at ${config.publicUrl.href}`);
				say(`Data: ${config.dataDir}${config.databaseUrl ? ' and the database of DATABASE_URL' : ''}`);
				say('Stop: Ctrl-C');
				failed = false;
				await ended;
				say('Stopping …');
			} finally {
				await supervisor.stop();
				if (failed) lock.release();
			}
			return 0;
		} finally {
			lock.release();
		}
	},
};
