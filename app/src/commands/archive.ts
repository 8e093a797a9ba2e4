import { existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { writeArchive } from '../server/archive/write-archive.ts';
import { explainDisk } from '../server/backup/encrypted-file.ts';
import { HostError } from '../server/config.ts';
import type { Command } from './command.ts';
import { requireNode, withNode } from './open-node.ts';

export const archive: Command = {
	name: 'archive',
	parameters: 'FILE',
	summary: 'Writes the whole node into one encrypted file that another machine or PostgreSQL can take.',
	details: 'Works while the node runs; what is written after it began is not in it. «groundswell unarchive» reads it.',
	async run({ config, positionals }) {
		requireNode(config);
		const path = resolve(positionals[0] as string);
		if (existsSync(path)) throw new HostError(`${path} is there already: name another file, so that nothing is overwritten.`, 73);
		try {
			mkdirSync(dirname(path), { recursive: true });
		} catch (fault) {
			throw explainDisk(fault, dirname(path));
		}
		return withNode(config, async ({ running, connections }) => {
			const began = performance.now();
			const { rows, tables, bytes } = await writeArchive(connections, running.folder, path);
			const seconds = ((performance.now() - began) / 1000).toFixed(1);
			process.stdout.write(`${path}: ${rows} rows of ${tables} tables (${(bytes / 1024 ** 2).toFixed(1)} MB, ${seconds} s)\n`);
			return 0;
		});
	},
};
