/** The ways in: password, link by mail. Refusals and their timing tell nobody who has an account. */
import { PROGRAM, type Writer } from '#server/database.ts';
import { enqueue } from '#server/jobs.ts';
import type { Running } from '#server/running.ts';
import { foldEmail, type Locale } from '../account.ts';
import { isTokenShaped } from '../one-time-link.ts';
import type { SessionMethod } from '../session.ts';
import { notify } from './commands.ts';
import { HashQueueFull, verifyPassword } from './password-hash.ts';
import { countAttempt, forgiveAttempts, mailAttempts, passwordAttempts, type Visitor } from './rate-limits.ts';
import { createDeviceMark, isDeviceMarkOf } from './sealing.ts';
import { openSession } from './sessions.ts';
import { findCredentials, updateAccount } from './store/accounts.ts';
import { hasFactor } from './store/factors.ts';
import { findLink, insertLink, takeLink } from './store/links.ts';

export type Node = Pick<Running, 'database' | 'config' | 'secrets'>;

export type SignedIn = { outcome: 'signed-in'; token: string; deviceMark: string; accountId: string };
export type SignInResult =
	| SignedIn
	/** The first step is done: the ticket, with a second factor, opens the session. */
	| { outcome: 'second-factor'; ticket: string }
	| { outcome: 'refused'; reason: 'wrong' | 'too-many' | 'busy'; waitSeconds: number };

export const SEND_LINK = 'identity.send-link';

function refuse(reason: 'wrong' | 'too-many' | 'busy', waitSeconds = 0): SignInResult {
	return { outcome: 'refused', reason, waitSeconds };
}

export async function signInWithPassword(node: Node, given: { email: string; password: string }, visitor: Visitor): Promise<SignInResult> {
	const email = foldEmail(given.email);
	const attempts = passwordAttempts(node.secrets, email, visitor);
	const waitSeconds = await countAttempt(node, attempts);
	if (waitSeconds > 0) return refuse('too-many', waitSeconds);
	const found = await node.database.reading(PROGRAM, (reader) => findCredentials(reader, { email }));
	const account = found && !found.disabledAt ? found : null;
	try {
		if (!(await verifyPassword(given.password, account?.passwordHash ?? null)) || !account) {
			await node.database.writing(PROGRAM, async (writer) =>
				writer.trace({
					event: 'account.sign-in-refused',
					detail: { method: 'password' },
					...(account && { accountId: account.id }),
				}),
			);
			return refuse('wrong');
		}
	} catch (fault) {
		if (fault instanceof HashQueueFull) return refuse('busy', 5);
		throw fault;
	}
	await forgiveAttempts(node, attempts);
	return node.database.writing(PROGRAM, (writer) => passFirstStep(node, writer, { ...account, method: 'password', ...shownBy(visitor) }));
}

/** What a sign-in keeps of where it comes from: no address. */
export function shownBy({ device, deviceMark }: Visitor): { device: string; deviceMark: string | undefined } {
	return { device, deviceMark };
}

/** Opens the session, or hands out the ticket for the second factor. */
export async function passFirstStep(node: Node, writer: Writer, who: Passing): Promise<SignInResult> {
	if (await hasFactor(writer, who.id)) {
		return {
			outcome: 'second-factor',
			ticket: await insertLink(writer, 'second-factor', { accountId: who.id, data: { method: who.method } }),
		};
	}
	return enter(node, writer, who, null);
}

/** Somebody who has passed, and how. `deviceMark`: what the device showed; a device that shows none is told to the owner. */
type Passing = { id: string; email: string; method: SessionMethod; device: string; deviceMark?: string | undefined };

export async function enter(node: Node, writer: Writer, who: Passing, secondFactorAt: Date | null): Promise<SignedIn> {
	if ('deviceMark' in who && !isDeviceMarkOf(node.secrets, who.email, who.deviceMark)) {
		await notify(writer, { accountId: who.id, kind: 'account.new-sign-in', body: { device: who.device }, link: '/account' });
	}
	const { token } = await openSession(writer, { accountId: who.id, method: who.method, device: who.device, secondFactorAt });
	return { outcome: 'signed-in', token, deviceMark: createDeviceMark(node.secrets, who.email), accountId: who.id };
}

/**
 * Asks for a link by mail. The same is done for every address; whether it has an account is looked up by the worker,
 * after the answer.
 */
export async function requestLink(
	node: Node,
	wish: { purpose: 'sign-in' | 'reset'; email: string; locale: Locale },
	visitor: Visitor,
): Promise<void> {
	const email = foldEmail(wish.email);
	if ((await countAttempt(node, mailAttempts(email, visitor))) > 0) return;
	await node.database.writing(PROGRAM, (writer) => enqueue(writer, SEND_LINK, { purpose: wish.purpose, email, locale: wish.locale }));
}

/** Whether the page behind a link has anything to offer; uses nothing up, because mail scanners open every address. */
export async function isLinkOpen(node: Node, purpose: 'sign-in' | 'reset' | 'recovery' | 'set-up', token: string): Promise<boolean> {
	if (!isTokenShaped(token)) return false;
	return (await node.database.reading(PROGRAM, (reader) => findLink(reader, purpose, token))) !== null;
}

export async function signInWithLink(node: Node, token: string, device: string): Promise<SignInResult> {
	if (!isTokenShaped(token)) return refuse('wrong');
	return node.database.writing(PROGRAM, async (writer) => {
		const link = await takeLink(writer, 'sign-in', token);
		const account = link?.accountId ? await findCredentials(writer, { id: link.accountId }) : null;
		if (!account || account.disabledAt) return refuse('wrong');
		await updateAccount(writer, account.id, { email_confirmed_at: new Date() });
		return passFirstStep(node, writer, { ...account, method: 'link', device });
	});
}
