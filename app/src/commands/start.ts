import { relative } from 'node:path';
import { createSetUpLink } from '#features/identity/server/commands.ts';
import { readSettings } from '#features/node/server/queries.ts';
import { fillDemoTown } from '../rooms.ts';
import { backupKeyFile } from '../server/backup/backup-key.ts';
import type { Config } from '../server/config.ts';
import { type DataFolder, lockDataFolder, openDataFolder } from '../server/data-folder.ts';
import { openRunning } from '../server/running.ts';
import { buildSiteIfChanged } from '../server/site-build.ts';
import { checkPort, Supervisor } from '../server/supervisor.ts';
import { endLeftovers } from '../server/supervisor-processes.ts';
import { bringUp, type NodeUp } from './bring-up.ts';
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
			const stopAsked = new Promise<void>((resolve) => {
				process.once('SIGINT', () => resolve());
				process.once('SIGTERM', () => resolve());
			});
			await endLeftovers(folder);
			await checkPort(config.host, config.port);
			const up = await bringUp(config, folder, say);
			const supervisor = new Supervisor(config, folder, up.cluster, up.clusterOptions);
			try {
				await buildSiteIfChanged(say);
				const setUpLink = await fill(config, values.demo === true);
				await supervisor.start();
				for (const line of describeNode(config, folder, up, setUpLink)) say(line);
				await stopAsked;
				say('Stopping …');
			} finally {
				await supervisor.stop();
			}
			return 0;
		} finally {
			lock.release();
		}
	},
};

/** What goes into the database before the site opens. Returns the set-up link while nobody has set the node up. */
async function fill(config: Config, isDemo: boolean): Promise<string | null> {
	const { database } = openRunning(config, 3);
	try {
		if (isDemo) {
			const people = await fillDemoTown(database, new Date());
			say(
				people === 'not-empty'
					? 'This node has people already, so the demo town stays away.'
					: `Riverside is here: ${people} invented people.`,
			);
		}
		const { isSetUp } = await readSettings(database);
		return isSetUp ? null : await createSetUpLink(database, config);
	} finally {
		await database.close();
	}
}

function describeNode(config: Config, folder: DataFolder, up: NodeUp, setUpLink: string | null): string[] {
	const shorten = (path: string) => (relative(process.cwd(), path).startsWith('..') ? path : relative(process.cwd(), path));
	return [
		'',
		`Groundswell runs at ${config.publicUrl.href}`,
		...(setUpLink ? [`Set it up: ${setUpLink}`, '  (works once, for the first administrator)'] : []),
		`Data: ${config.dataDir}${config.databaseUrl ? ' and the database of DATABASE_URL' : ''}`,
		`Backups: ${config.backupDir}, every day${up.backup ? `; before this upgrade: ${up.backup.file}` : ''}`,
		...(up.isKeyNew
			? [
					`Backup key: ${shorten(backupKeyFile(folder))}`,
					'  Copy it to another place now: without it no backup can be read, and whoever has it can read them all.',
				]
			: []),
		'Stop: Ctrl-C',
	];
}
