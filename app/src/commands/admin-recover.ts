import { createRecoveryLink } from '../features/identity/server/recover.ts';
import { HostError } from '../server/config.ts';
import type { Command } from './command.ts';
import { withNode } from './open-node.ts';

export const adminRecover: Command = {
	name: 'admin recover',
	parameters: 'EMAIL',
	summary: 'Prints a link for somebody who lost their second factor.',
	details:
		'The link works once, for an hour. Whoever opens it is signed in as that account: second factors and sessions that it had end,\nnew ones are set up at once, and every administrator is told.',
	async run({ config, positionals: [email = ''] }) {
		return withNode(config, async ({ running }) => {
			const link = await createRecoveryLink(running, email);
			if (link === 'unknown') throw new HostError(`No account has the e-mail ${email}.`, 67);
			if (link === 'disabled') throw new HostError(`The account of ${email} is disabled: an administrator has to open it first.`, 67);
			process.stdout.write(`${link}\n`);
			return 0;
		});
	},
};
