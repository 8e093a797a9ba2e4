import { resolve } from 'node:path';
import { restoreBackup } from '../server/backup/restore-backup.ts';
import { HostError } from '../server/config.ts';
import { describeConnections } from '../server/postgres/connections.ts';
import { prepareEmbedded, prepareSchema } from '../server/postgres/prepare.ts';
import { type Command, EXIT_USAGE } from './command.ts';
import { settleRestored } from './settle-restored.ts';

export const restore: Command = {
	name: 'restore',
	summary: 'Makes a node from backups, as it was last or at any moment since the oldest of them.',
	options: {
		from: { type: 'string', value: 'DIR', meaning: 'folder of the backups' },
		key: { type: 'string', value: 'FILE', meaning: 'the backup key that was kept (keys/backup.key)' },
		until: { type: 'string', value: 'TIME', meaning: 'last moment to keep, such as 2026-11-20T17:00:00Z (default: everything)' },
	},
	details: 'The folder of --data must be new or empty. People who were erased since the backup are erased again.',
	async run({ config, values }) {
		const { from, key, until } = values;
		if (!from || !key) throw new HostError('Usage: groundswell restore --from DIR --key FILE [--until TIME] --data DIR', EXIT_USAGE);
		const began = performance.now();
		let erased = 0;
		const order = { from: resolve(String(from)), keyFile: resolve(String(key)), until: readTime(until), dataDir: config.dataDir };
		const { backup, isShort } = await restoreBackup(order, async (folder) => {
			const staged = { ...config, dataDir: folder.root, databaseUrl: null };
			await prepareEmbedded(folder);
			await prepareSchema(describeConnections(staged, folder), folder);
			erased = await settleRestored(staged, 'restored');
		});
		const seconds = ((performance.now() - began) / 1000).toFixed(1);
		process.stdout.write(
			[
				`Restored from ${backup.file} into ${config.dataDir} (${seconds} s).`,
				...(isShort ? ['The backups end before that moment: everything in them was restored.'] : []),
				...(erased > 0 ? [`Erased again, as the ledger of erasures asks: ${erased} people.`] : []),
				'Map files of regions are not in backups: add them again if the node had any.',
				'',
			].join('\n'),
		);
		return 0;
	},
};

function readTime(text: string | boolean | undefined): Date | undefined {
	if (text === undefined) return undefined;
	const time = new Date(String(text));
	// Without its zone a time means another moment on another machine.
	if (Number.isNaN(time.getTime()) || !/(Z|[+-]\d\d:?\d\d)$/.test(String(text)))
		throw new HostError(`--until ${text} must be a moment with its zone, such as 2026-11-20T17:00:00Z.`, EXIT_USAGE);
	return time;
}
