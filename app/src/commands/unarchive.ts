import { resolve } from 'node:path';
import { restoreArchive } from '../server/archive/restore-archive.ts';
import { HostError } from '../server/config.ts';
import { type Command, EXIT_USAGE } from './command.ts';
import { settleRestored } from './settle-restored.ts';

export const unarchive: Command = {
	name: 'unarchive',
	parameters: 'FILE',
	summary: 'Makes a node from an archive, on this machine and its PostgreSQL.',
	options: { key: { type: 'string', value: 'FILE', meaning: 'the backup key of the node that was archived (keys/backup.key)' } },
	details: 'The folder of --data must be new or empty; with DATABASE_URL the database must be empty too.',
	async run({ config, values, positionals }) {
		if (!values.key) throw new HostError('Usage: groundswell unarchive FILE --key FILE --data DIR', EXIT_USAGE);
		const began = performance.now();
		const path = resolve(positionals[0] as string);
		const { rows, madeAt } = await restoreArchive(config, path, resolve(String(values.key)), async (staged) => {
			await settleRestored(staged, 'unarchived');
		});
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		process.stdout.write(`${config.dataDir}: ${rows} rows as of ${madeAt} (${seconds} s)\n`);
		return 0;
	},
};
