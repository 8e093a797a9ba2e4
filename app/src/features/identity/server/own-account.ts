/** What somebody changes about their own account, and how they come back in when they lost a key to it. */
import { PROGRAM, type Writer } from '#server/database.ts';
import type { Locale, SignedInAccount, Theme } from '../account.ts';
import { isTokenShaped } from '../one-time-link.ts';
import { hasFreshSecondFactor } from '../session.ts';
import { notify } from './commands.ts';
import { HashQueueFull, hashPassword, verifyPassword } from './password-hash.ts';
import { countAttempt, passwordAttempts, type Visitor } from './rate-limits.ts';
import { makeRecoveryCodes } from './second-factor.ts';
import { rotateSession } from './sessions.ts';
import { enter, type Node, passFirstStep, type SignInResult } from './sign-in.ts';
import { findCredentials, listAdministrators, updateAccount } from './store/accounts.ts';
import { deletePasskeys, deleteTotp, replaceRecoveryCodes } from './store/factors.ts';
import { deleteLinks, takeLink } from './store/links.ts';
import { deleteSessions } from './store/sessions.ts';

export async function changeProfile(
	node: Node,
	accountId: string,
	profile: { displayName: string; locale: Locale; theme: Theme },
): Promise<void> {
	const { displayName: display_name, ...rest } = profile;
	await node.database.writing(PROGRAM, (writer) => updateAccount(writer, accountId, { display_name, ...rest }));
}

export async function changeLocale(node: Node, accountId: string, locale: Locale): Promise<void> {
	await node.database.writing(PROGRAM, (writer) => updateAccount(writer, accountId, { locale }));
}

/** Sets the password and ends what an intruder could still hold: other sessions, resets on their way. */
async function savePassword(writer: Writer, accountId: string, passwordHash: string, keptSession?: string): Promise<void> {
	await updateAccount(writer, accountId, { password_hash: passwordHash });
	await deleteLinks(writer, ['reset', 'sign-in', 'second-factor'], accountId);
	const sessions = await deleteSessions(writer, accountId, keptSession ? { except: keptSession } : {});
	writer.trace({ event: 'account.signed-out', accountId, detail: { sessions } });
}

/**
 * Asks for the present password; who has none shows a second factor of the last minutes instead.
 * @returns the session's new token; all other sessions end.
 */
export async function changePassword(
	node: Node,
	account: SignedInAccount,
	given: { present: string; next: string },
	visitor: Visitor,
): Promise<{ token: string } | 'wrong' | 'too-many' | 'busy'> {
	if ((await countAttempt(node, passwordAttempts(node.secrets, account.email, visitor))) > 0) return 'too-many';
	const stored = await node.database.reading(PROGRAM, (reader) => findCredentials(reader, { id: account.id }));
	try {
		const isProven = stored?.passwordHash
			? await verifyPassword(given.present, stored.passwordHash)
			: hasFreshSecondFactor(account.secondFactorAt, new Date());
		if (!isProven) return 'wrong';
		const passwordHash = await hashPassword(given.next);
		return await node.database.writing(PROGRAM, async (writer) => {
			await savePassword(writer, account.id, passwordHash, account.sessionId);
			return { token: await rotateSession(writer, account.sessionId) };
		});
	} catch (fault) {
		if (fault instanceof HashQueueFull) return 'busy';
		throw fault;
	}
}

/** A new password through the link of a letter. The second factor is asked all the same. */
export async function resetPassword(node: Node, given: { token: string; password: string; device: string }): Promise<SignInResult> {
	const wrong: SignInResult = { outcome: 'refused', reason: 'wrong', waitSeconds: 0 };
	if (!isTokenShaped(given.token)) return wrong;
	try {
		const passwordHash = await hashPassword(given.password);
		return await node.database.writing(PROGRAM, async (writer) => {
			const link = await takeLink(writer, 'reset', given.token);
			const account = link?.accountId ? await findCredentials(writer, { id: link.accountId }) : null;
			if (!account || account.disabledAt) return wrong;
			await savePassword(writer, account.id, passwordHash);
			await updateAccount(writer, account.id, { email_confirmed_at: new Date() });
			return passFirstStep(node, writer, { ...account, method: 'link', device: given.device });
		});
	} catch (fault) {
		if (fault instanceof HashQueueFull) return { outcome: 'refused', reason: 'busy', waitSeconds: 5 };
		throw fault;
	}
}

/** The link that `groundswell admin recover` printed: all factors and sessions end, new ones are set up next. */
export async function recoverAccount(node: Node, given: { token: string; device: string }): Promise<SignInResult> {
	const wrong: SignInResult = { outcome: 'refused', reason: 'wrong', waitSeconds: 0 };
	if (!isTokenShaped(given.token)) return wrong;
	return node.database.writing(PROGRAM, async (writer) => {
		const link = await takeLink(writer, 'recovery', given.token);
		const account = link?.accountId ? await findCredentials(writer, { id: link.accountId }) : null;
		if (!account || account.disabledAt) return wrong;
		await deleteTotp(writer, account.id);
		await deletePasskeys(writer, account.id);
		await replaceRecoveryCodes(writer, account.id, []);
		await deleteSessions(writer, account.id);
		writer.trace({ event: 'account.second-factor-recovered', accountId: account.id, detail: { accountId: account.id } });
		for (const accountId of await listAdministrators(writer)) {
			await notify(writer, { accountId, kind: 'account.second-factor-recovered', body: { name: account.displayName }, link: '/audit' });
		}
		return enter(node, writer, { ...account, method: 'recovery', device: given.device }, null);
	});
}

/** New recovery codes, to be shown once; those from before end. */
export async function renewRecoveryCodes(node: Node, account: SignedInAccount): Promise<string[]> {
	return node.database.writing(PROGRAM, async (writer) => {
		writer.trace({ event: 'account.second-factor-set', accountId: account.id, detail: { method: 'recovery-codes' } });
		return makeRecoveryCodes(node, writer, account.id);
	});
}
