import { verifyAudit } from '../server/seal-audit.ts';
import type { Command } from './command.ts';
import { requireNode, withNode } from './open-node.ts';

export const auditVerify: Command = {
	name: 'audit verify',
	summary: 'Recomputes the seals of the audit log: was an entry changed, removed, or the end cut off?',
	async run({ config }) {
		requireNode(config);
		return withNode(config, async ({ running }) => {
			const began = performance.now();
			const { entries, unsealed, seals, fault } = await verifyAudit(running.database, running.folder);
			const seconds = (performance.now() - began) / 1000;
			if (fault) {
				process.stderr.write(`groundswell: the audit log is not as it was sealed: ${fault}.\n`);
				return 65;
			}
			const rate = Math.round(entries / seconds);
			process.stdout.write(
				`${entries} entries in ${seals} seals are as they were sealed (${rate} a second); ${unsealed} are not sealed yet.\n`,
			);
			return 0;
		});
	},
};
