/** TOTP and recovery codes: setting up, asking for them at sign-in and again before mass acts. */
import { randomInt } from 'node:crypto';
import { PROGRAM, type Writer } from '#server/database.ts';
import type { SignedInAccount } from '../account.ts';
import { isTokenShaped } from '../one-time-link.ts';
import type { SessionMethod } from '../session.ts';
import { codeAttempts, countAttempt, forgiveAttempts, type Visitor } from './rate-limits.ts';
import { keyedHash, seal, unseal } from './sealing.ts';
import { rotateSession } from './sessions.ts';
import { enter, type Node, type SignInResult, shownBy } from './sign-in.ts';
import { type Credentials, findCredentials } from './store/accounts.ts';
import { replaceRecoveryCodes, saveTotp, useRecoveryCode, useTotpStep } from './store/factors.ts';
import { findLink, takeLink } from './store/links.ts';
import { confirmSessionFactor } from './store/sessions.ts';
import { findTotpStep } from './totp.ts';

const RECOVERY_CODES = 10;
/** No 0/O, 1/I/L: people copy them by hand. 12 of 31 letters: 59 bits, behind a rate limit. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function createRecoveryCode(): string {
	const letters = Array.from({ length: 12 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
	return letters.replace(/(.{4})(?=.)/g, '$1-');
}

function hashRecoveryCode(node: Node, accountId: string, code: string): Buffer {
	return keyedHash('recovery-code', node.secrets, accountId, code.toUpperCase().replace(/[^0-9A-Z]/g, ''));
}

/** New codes; those from before end. */
export async function makeRecoveryCodes(node: Node, writer: Writer, accountId: string): Promise<string[]> {
	const codes = Array.from({ length: RECOVERY_CODES }, createRecoveryCode);
	await replaceRecoveryCodes(
		writer,
		accountId,
		codes.map((code) => hashRecoveryCode(node, accountId, code)),
	);
	return codes;
}

/**
 * Sets TOTP up once a code proves that the app has the secret.
 * @returns the recovery codes, to be shown once, and the session's new token.
 */
export async function setUpTotp(
	node: Node,
	account: SignedInAccount,
	given: { secret: string; code: string },
): Promise<{ recoveryCodes: string[]; token: string } | 'wrong-code'> {
	if (!/^[A-Z2-7]{32}$/.test(given.secret)) return 'wrong-code';
	const step = findTotpStep(given.secret, given.code);
	if (step === null) return 'wrong-code';
	return node.database.writing(PROGRAM, async (writer) => {
		await saveTotp(writer, account.id, seal(node.secrets, account.id, given.secret), step);
		const recoveryCodes = await makeRecoveryCodes(node, writer, account.id);
		writer.trace({ event: 'account.second-factor-set', accountId: account.id, detail: { method: 'totp' } });
		await confirmSessionFactor(writer, account.sessionId, new Date());
		return { recoveryCodes, token: await rotateSession(writer, account.sessionId) };
	});
}

/** Six digits are a code of the app, anything else is a recovery code; each works once. */
async function useCode(node: Node, writer: Writer, account: Credentials, code: string): Promise<boolean> {
	if (!/^[\d\s]*$/.test(code)) return useRecoveryCode(writer, account.id, hashRecoveryCode(node, account.id, code));
	if (!account.totpSecretSealed || !account.totpConfirmedAt) return false;
	const step = findTotpStep(unseal(node.secrets, account.id, account.totpSecretSealed), code);
	return step !== null && (await useTotpStep(writer, account.id, step));
}

/** The second step of a sign-in. A wrong code leaves the ticket open, the rate limit counts. */
export async function signInWithCode(node: Node, given: { ticket: string; code: string }, visitor: Visitor): Promise<SignInResult> {
	const wrong: SignInResult = { outcome: 'refused', reason: 'wrong', waitSeconds: 0 };
	const account = await findTicketHolder(node, given.ticket);
	if (!account) return wrong;
	const attempts = codeAttempts(node.secrets, account.email, visitor);
	const waitSeconds = await countAttempt(node, attempts);
	if (waitSeconds > 0) return { outcome: 'refused', reason: 'too-many', waitSeconds };
	const result = await node.database.writing(PROGRAM, async (writer) => {
		if (!(await useCode(node, writer, account, given.code))) {
			writer.trace({ event: 'account.sign-in-refused', accountId: account.id, detail: { method: 'second-factor' } });
			return wrong;
		}
		const ticket = await takeLink(writer, 'second-factor', given.ticket);
		if (!ticket) return wrong;
		return enter(node, writer, { ...account, method: ticket.data.method as SessionMethod, ...shownBy(visitor) }, new Date());
	});
	if (result.outcome === 'signed-in') await forgiveAttempts(node, attempts);
	return result;
}

export async function findTicketHolder(node: Node, ticket: string | undefined): Promise<Credentials | null> {
	if (!ticket || !isTokenShaped(ticket)) return null;
	return node.database.reading(PROGRAM, async (reader) => {
		const link = await findLink(reader, 'second-factor', ticket);
		const account = link?.accountId ? await findCredentials(reader, { id: link.accountId }) : null;
		return account && !account.disabledAt ? account : null;
	});
}

/** Asks for the second factor again within a session. Mass acts need it fresh: `hasFreshSecondFactor`. */
export async function confirmWithCode(
	node: Node,
	account: SignedInAccount,
	code: string,
	visitor: Visitor,
): Promise<'confirmed' | 'wrong' | 'too-many'> {
	const attempts = codeAttempts(node.secrets, account.email, visitor);
	if ((await countAttempt(node, attempts)) > 0) return 'too-many';
	const isRight = await node.database.writing(PROGRAM, async (writer) => {
		const credentials = await findCredentials(writer, { id: account.id });
		if (!credentials || !(await useCode(node, writer, credentials, code))) return false;
		await confirmSessionFactor(writer, account.sessionId, new Date());
		return true;
	});
	if (isRight) await forgiveAttempts(node, attempts);
	return isRight ? 'confirmed' : 'wrong';
}
