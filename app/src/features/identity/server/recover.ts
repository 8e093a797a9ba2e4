/** The way back for whoever lost the second factor: only the host, at the machine, can open it. */
import { PROGRAM } from '#server/database.ts';
import { foldEmail } from '../account.ts';
import { linkPath } from '../one-time-link.ts';
import type { Node } from './sign-in.ts';
import { findCredentials } from './store/accounts.ts';
import { deleteLinks, insertLink } from './store/links.ts';

export async function createRecoveryLink(node: Pick<Node, 'database' | 'config'>, email: string): Promise<string | 'unknown' | 'disabled'> {
	return node.database.writing(PROGRAM, async (writer) => {
		const account = await findCredentials(writer, { email: foldEmail(email) });
		if (!account) return 'unknown';
		if (account.disabledAt) return 'disabled';
		await deleteLinks(writer, ['recovery'], account.id);
		return new URL(linkPath('recovery', await insertLink(writer, 'recovery', { accountId: account.id })), node.config.publicUrl).href;
	});
}
