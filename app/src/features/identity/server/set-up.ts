/** The first minutes of a node: its settings and its first administrator, in one transaction. */
import { type SettingsWish, setNodeUp } from '#features/node/server/commands.ts';
import { forgetSettings } from '#features/node/server/queries.ts';
import { PROGRAM } from '#server/database.ts';
import type { Locale } from '../account.ts';
import { isTokenShaped } from '../one-time-link.ts';
import { type Grant, grantOf } from '../roles.ts';
import { createAccount } from './commands.ts';
import { HashQueueFull, hashPassword } from './password-hash.ts';
import { enter, type Node, type SignedIn } from './sign-in.ts';
import { takeLink } from './store/links.ts';

export type SetUpWish = {
	token: string;
	settings: SettingsWish;
	/** Without a password the administrator registers a passkey in the next step. */
	administrator: { email: string; displayName: string; password: string | null; locale: Locale };
	device: string;
};

class Refused extends Error {}

export async function setUpNode(node: Node, wish: SetUpWish): Promise<SignedIn | 'link-used' | 'busy'> {
	if (!isTokenShaped(wish.token)) return 'link-used';
	const { password, ...person } = wish.administrator;
	try {
		const passwordHash = password === null ? null : await hashPassword(password);
		return await node.database.writing(PROGRAM, async (writer) => {
			// Whatever is refused below gives the link back: the transaction is undone.
			if (!(await takeLink(writer, 'set-up', wish.token))) return 'link-used';
			if ((await setNodeUp(writer, wish.settings)) === 'was-set-up') throw new Refused();
			const made = await createAccount(writer, { ...person, passwordHash, grants: [grantOf('administrator') as Grant] });
			if (made === 'email-taken') throw new Refused();
			return enter(node, writer, { id: made.accountId, email: person.email, method: 'set-up', device: wish.device }, null);
		});
	} catch (fault) {
		if (fault instanceof Refused) return 'link-used';
		if (fault instanceof HashQueueFull) return 'busy';
		throw fault;
	} finally {
		forgetSettings();
	}
}
