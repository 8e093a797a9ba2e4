import { join, resolve } from 'node:path';
import { applyRetention } from '../server/backup/backup-folder.ts';
import { depositLedger } from '../server/backup/deposit-ledger.ts';
import { backUpNode, noteBackup } from '../server/backup/node-backup.ts';
import type { Command } from './command.ts';
import { requireNode, withNode } from './open-node.ts';

export const backup: Command = {
	name: 'backup',
	summary: 'Makes an encrypted backup now. (The node makes one every day by itself.)',
	options: { to: { type: 'string', value: 'DIR', meaning: 'folder of the backup (default BACKUP_DIR)' } },
	details: 'Works while the node runs. In BACKUP_DIR it keeps the last 7 days and 4 weeks; another folder keeps everything.',
	async run({ config, values }) {
		requireNode(config);
		const dir = values.to ? resolve(String(values.to)) : config.backupDir;
		return withNode(config, async ({ running }) => {
			const began = performance.now();
			const made = await backUpNode(config, running.folder, 'asked', dir);
			await depositLedger(running.folder, dir);
			await noteBackup(running.database, made);
			if (dir === config.backupDir) applyRetention(dir, new Date());
			const seconds = ((performance.now() - began) / 1000).toFixed(1);
			process.stdout.write(`${join(dir, made.file)} (${(made.bytes / 1024 ** 2).toFixed(1)} MB, ${seconds} s)\n`);
			return 0;
		});
	},
};
