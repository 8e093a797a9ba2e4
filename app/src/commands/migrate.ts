import { HostError } from '../server/config.ts';
import type { Command } from './command.ts';
import { requireNode, withNode } from './open-node.ts';

export const migrateCommand: Command = {
	name: 'migrate',
	summary: 'Brings the database of a stopped node to this program’s schema, after a backup.',
	async run({ config }) {
		requireNode(config);
		return withNode(config, async ({ up }) => {
			if (!up)
				throw new HostError('The node runs, so its database is at its program’s schema: stop it first to migrate with another one.', 75);
			if (up.backup) process.stdout.write(`Backup: ${up.backup.file} in ${config.backupDir}\n`);
			process.stdout.write(up.applied.length > 0 ? `Migrated: ${up.applied.join(', ')}\n` : 'Nothing to migrate.\n');
			return 0;
		});
	},
};
