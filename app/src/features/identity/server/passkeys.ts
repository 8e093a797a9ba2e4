/** Passkeys (WebAuthn): registering one, signing in with one. The device checks its holder, so one passkey counts as two factors. */
import {
	type AuthenticationResponseJSON,
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type PublicKeyCredentialCreationOptionsJSON,
	type PublicKeyCredentialRequestOptionsJSON,
	type RegistrationResponseJSON,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { PROGRAM } from '#server/database.ts';
import type { SignedInAccount } from '../account.ts';
import { isTokenShaped } from '../one-time-link.ts';
import { countAttempt, passkeyAttempts, type Visitor } from './rate-limits.ts';
import { createToken } from './sealing.ts';
import { rotateSession } from './sessions.ts';
import { enter, type Node, type SignInResult, shownBy } from './sign-in.ts';
import { findCredentials } from './store/accounts.ts';
import { deletePasskeys, findPasskey, insertPasskey, listPasskeys, touchPasskey } from './store/factors.ts';
import { insertLink, takeLink } from './store/links.ts';
import { confirmSessionFactor } from './store/sessions.ts';

type Transports = NonNullable<RegistrationResponseJSON['response']['transports']>;

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => Uint8Array.from(Buffer.from(base64url, 'base64url'));

/** The challenge inside what the browser signed; whether it is ours, and unused, the one-time ticket says. */
function challengeOf(response: { response: { clientDataJSON: string } }): string {
	try {
		const { challenge } = JSON.parse(Buffer.from(response.response.clientDataJSON, 'base64url').toString('utf8'));
		return typeof challenge === 'string' && isTokenShaped(challenge) ? challenge : '';
	} catch {
		return '';
	}
}

export async function beginPasskeyRegistration(
	node: Node,
	account: SignedInAccount,
	nodeName: string,
): Promise<PublicKeyCredentialCreationOptionsJSON> {
	const challenge = createToken().token;
	const known = await node.database.writing(PROGRAM, async (writer) => {
		await insertLink(writer, 'passkey', { accountId: account.id }, challenge);
		return listPasskeys(writer, account.id);
	});
	return generateRegistrationOptions({
		rpName: nodeName,
		rpID: node.config.publicUrl.hostname,
		userID: Uint8Array.from(Buffer.from(account.id.replaceAll('-', ''), 'hex')),
		userName: account.email,
		userDisplayName: account.displayName,
		challenge: bytesOf(challenge),
		attestationType: 'none',
		excludeCredentials: known.map(({ credentialId, transports }) => ({ id: credentialId, transports: transports as Transports })),
		authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
	});
}

/** @returns the session's new token. */
export async function finishPasskeyRegistration(
	node: Node,
	account: SignedInAccount,
	given: { response: RegistrationResponseJSON; name: string /** Names a passkey that got no name. */; device: string },
): Promise<{ token: string } | 'refused'> {
	const challenge = challengeOf(given.response);
	const ticket = await node.database.writing(PROGRAM, (writer) => takeLink(writer, 'passkey', challenge));
	if (ticket?.accountId !== account.id) return 'refused';
	const verified = await verifyRegistrationResponse({
		response: given.response,
		expectedChallenge: challenge,
		expectedOrigin: node.config.publicUrl.origin,
		expectedRPID: node.config.publicUrl.hostname,
		requireUserVerification: true,
	}).catch(() => null);
	if (!verified?.verified || !verified.registrationInfo) return 'refused';
	const { credential } = verified.registrationInfo;
	return node.database.writing(PROGRAM, async (writer) => {
		if (await findPasskey(writer, credential.id)) return 'refused';
		await insertPasskey(writer, {
			credentialId: credential.id,
			accountId: account.id,
			publicKey: Buffer.from(credential.publicKey),
			counter: credential.counter,
			transports: credential.transports ?? [],
			name: given.name.trim().slice(0, 60) || given.device,
		});
		writer.trace({ event: 'account.second-factor-set', accountId: account.id, detail: { method: 'passkey' } });
		await confirmSessionFactor(writer, account.sessionId, new Date());
		return { token: await rotateSession(writer, account.sessionId) };
	});
}

/** Options for anybody: the browser offers the passkeys that it has for this site. */
export async function beginPasskeySignIn(node: Node, visitor: Visitor): Promise<PublicKeyCredentialRequestOptionsJSON | 'too-many'> {
	if ((await countAttempt(node, passkeyAttempts(visitor))) > 0) return 'too-many';
	const challenge = createToken().token;
	await node.database.writing(PROGRAM, (writer) => insertLink(writer, 'passkey', {}, challenge));
	return generateAuthenticationOptions({
		rpID: node.config.publicUrl.hostname,
		challenge: bytesOf(challenge),
		userVerification: 'required',
	});
}

export async function signInWithPasskey(node: Node, response: AuthenticationResponseJSON, visitor: Visitor): Promise<SignInResult> {
	const wrong: SignInResult = { outcome: 'refused', reason: 'wrong', waitSeconds: 0 };
	const proven = await provePasskey(node, response);
	if (!proven) return wrong;
	return node.database.writing(PROGRAM, async (writer) => {
		const account = await findCredentials(writer, { id: proven.accountId });
		if (!account || account.disabledAt) return wrong;
		return enter(node, writer, { ...account, method: 'passkey', ...shownBy(visitor) }, new Date());
	});
}

/** Asks for the passkey again within a session. */
export async function confirmWithPasskey(node: Node, account: SignedInAccount, response: AuthenticationResponseJSON): Promise<boolean> {
	const proven = await provePasskey(node, response);
	if (proven?.accountId !== account.id) return false;
	await node.database.writing(PROGRAM, (writer) => confirmSessionFactor(writer, account.sessionId, new Date()));
	return true;
}

/** Whose passkey signed a challenge that we gave and that nobody used before. */
async function provePasskey(node: Node, response: AuthenticationResponseJSON): Promise<{ accountId: string } | null> {
	const challenge = challengeOf(response);
	const stored = await node.database.writing(PROGRAM, async (writer) => {
		const ticket = await takeLink(writer, 'passkey', challenge);
		return ticket && !ticket.accountId ? findPasskey(writer, response.id) : null;
	});
	if (!stored) return null;
	const verified = await verifyAuthenticationResponse({
		response,
		expectedChallenge: challenge,
		expectedOrigin: node.config.publicUrl.origin,
		expectedRPID: node.config.publicUrl.hostname,
		requireUserVerification: true,
		credential: {
			id: stored.credentialId,
			publicKey: Uint8Array.from(stored.publicKey),
			counter: stored.counter,
			transports: stored.transports as Transports,
		},
	}).catch(() => null);
	if (!verified?.verified) return null;
	await node.database.writing(PROGRAM, (writer) => touchPasskey(writer, stored.credentialId, verified.authenticationInfo.newCounter));
	return { accountId: stored.accountId };
}

/** Whose role asks for a factor and who removes the last one is asked to set one up at the next page. */
export async function removePasskey(node: Node, account: SignedInAccount, credentialId: string): Promise<void> {
	await node.database.writing(PROGRAM, (writer) => deletePasskeys(writer, account.id, credentialId));
}
