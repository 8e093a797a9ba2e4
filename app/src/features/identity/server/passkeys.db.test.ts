import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { PROGRAM } from '#server/database.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { ada, omar } from '../fixtures.ts';
import { createAccount } from './commands.ts';
import {
	beginPasskeyRegistration,
	beginPasskeySignIn,
	confirmWithPasskey,
	finishPasskeyRegistration,
	removePasskey,
	signInWithPasskey,
} from './passkeys.ts';
import { findAccountBySession, openSession, scopeOf } from './sessions.ts';
import { signInWithPassword } from './sign-in.ts';

const node = await openTestNode();
const origin = node.config.publicUrl.origin;
const visitor = { address: '198.51.100.1', device: 'test' };

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 };

/** An authenticator in software: P-256, no attestation. CBOR is written by hand: two maps of a known shape (CTAP 2, RFC 9052). */
function createAuthenticator() {
	const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const id = randomBytes(32);
	const jwk = publicKey.export({ format: 'jwk' });
	const cose = Buffer.concat([
		Buffer.from('a5010203262001215820', 'hex'),
		Buffer.from(jwk.x ?? '', 'base64url'),
		Buffer.from('225820', 'hex'),
		Buffer.from(jwk.y ?? '', 'base64url'),
	]);
	let uses = 0;
	const authData = (flags: number, more = Buffer.alloc(0)) => {
		const counter = Buffer.alloc(4);
		counter.writeUInt32BE(++uses);
		return Buffer.concat([createHash('sha256').update(node.config.publicUrl.hostname).digest(), Buffer.from([flags]), counter, more]);
	};
	const clientData = (type: string, challenge: string, from: string) =>
		Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
	const credential = (response: object) => ({
		id: id.toString('base64url'),
		rawId: id.toString('base64url'),
		type: 'public-key' as const,
		clientExtensionResults: {},
		response,
	});
	return {
		register(challenge: string, { from = origin, flags = FLAGS.present | FLAGS.verified } = {}) {
			const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose]);
			const data = authData(flags | FLAGS.attested, attested);
			const attestation = Buffer.concat([
				Buffer.from('a363666d74646e6f6e656761747453746d74a0686175746844617461', 'hex'),
				Buffer.from([0x58, data.length]),
				data,
			]);
			return credential({
				clientDataJSON: clientData('webauthn.create', challenge, from).toString('base64url'),
				attestationObject: attestation.toString('base64url'),
				transports: ['internal'],
			}) as never;
		},
		sign(challenge: string, { from = origin, flags = FLAGS.present | FLAGS.verified } = {}) {
			const data = authData(flags);
			const client = clientData('webauthn.get', challenge, from);
			const signed = Buffer.concat([data, createHash('sha256').update(client).digest()]);
			return credential({
				clientDataJSON: client.toString('base64url'),
				authenticatorData: data.toString('base64url'),
				signature: createSign('sha256').update(signed).sign(privateKey).toString('base64url'),
			}) as never;
		},
		rewind: () => {
			uses = 0;
		},
	};
}

async function newcomer(who: typeof ada) {
	const { token } = await node.database.writing(PROGRAM, async (writer) => {
		const made = await createAccount(writer, who);
		if (made === 'email-taken') throw new Error(made);
		return openSession(writer, { accountId: made.accountId, method: 'set-up', device: 'test' });
	});
	const account = await findAccountBySession(node.database, token);
	if (!account) throw new Error('no session');
	return { account, token };
}

async function challenge(): Promise<string> {
	const options = await beginPasskeySignIn(node, visitor);
	if (options === 'too-many') throw new Error(options);
	expect(options).toMatchObject({ userVerification: 'required', rpId: 'localhost' });
	return options.challenge;
}

async function withPasskey(who: typeof ada) {
	const { account, token } = await newcomer(who);
	const authenticator = createAuthenticator();
	const options = await beginPasskeyRegistration(node, account, 'Riverside');
	const done = await finishPasskeyRegistration(node, account, {
		response: authenticator.register(options.challenge),
		name: ' my phone ',
		device: 'test',
	});
	if (done === 'refused') throw new Error(done);
	return { account, token, done, authenticator };
}

const outcome = async (response: never) => (await signInWithPasskey(node, response, visitor)).outcome;

test('a passkey is registered, rotates the session, and then signs in as both factors at once', async () => {
	const { account, token, done, authenticator } = await withPasskey(ada);
	expect(await findAccountBySession(node.database, token)).toBeNull();
	expect(scopeOf(await findAccountBySession(node.database, done.token))).toEqual({ kind: 'whole', accountId: account.id });
	expect(await node.sql('select name, counter from passkeys')).toEqual([{ name: 'my phone', counter: '1' }]);
	const result = await signInWithPasskey(node, authenticator.sign(await challenge()), visitor);
	if (result.outcome !== 'signed-in') throw new Error(result.outcome);
	const signedIn = await findAccountBySession(node.database, result.token);
	expect(signedIn?.secondFactorAt).toBeInstanceOf(Date);
	// A password alone is now the first step only.
	expect((await signInWithPassword(node, { email: ada.email, password: 'x' }, visitor)).outcome).toBe('refused');
});

test('a challenge works once, was given by us, on our site, to a holder who was checked', async () => {
	const { account, authenticator } = await withPasskey({ ...omar, email: 'once@riverside.example' });
	const given = await challenge();
	const response = authenticator.sign(given);
	expect(await outcome(response)).toBe('signed-in');
	expect(await outcome(response)).toBe('refused');
	expect(await outcome(authenticator.sign(given))).toBe('refused');
	expect(await outcome(authenticator.sign(randomBytes(32).toString('base64url')))).toBe('refused');
	expect(await outcome(authenticator.sign(await challenge(), { from: 'https://evil.example' }))).toBe('refused');
	expect(await outcome(authenticator.sign(await challenge(), { flags: FLAGS.present }))).toBe('refused');
	const forRegistration = (await beginPasskeyRegistration(node, account, 'Riverside')).challenge;
	expect(await outcome(authenticator.sign(forRegistration))).toBe('refused');
	const late = await challenge();
	await node.sql(`update one_time_links set expires_at = now() - interval '1 second' where purpose = 'passkey'`);
	expect(await outcome(authenticator.sign(late))).toBe('refused');
	expect(await outcome(createAuthenticator().sign(await challenge()))).toBe('refused');
	expect(await outcome({ id: 'x', response: { clientDataJSON: 'broken' } } as never)).toBe('refused');
});

test('a copied authenticator whose counter stands still is refused', async () => {
	const { authenticator } = await withPasskey({ ...omar, email: 'copy@riverside.example' });
	expect(await outcome(authenticator.sign(await challenge()))).toBe('signed-in');
	authenticator.rewind();
	expect(await outcome(authenticator.sign(await challenge()))).toBe('refused');
});

test('a passkey is registered by its own account only, and one that is removed or disabled opens nothing', async () => {
	const { account: one } = await newcomer({ ...omar, email: 'one@riverside.example' });
	const { account: two } = await newcomer({ ...omar, email: 'two@riverside.example' });
	const authenticator = createAuthenticator();
	const { challenge: ones } = await beginPasskeyRegistration(node, one, 'Riverside');
	const response = authenticator.register(ones);
	expect(await finishPasskeyRegistration(node, two, { response, name: '', device: 'test' })).toBe('refused');
	const again = (await beginPasskeyRegistration(node, one, 'Riverside')).challenge;
	expect(
		await finishPasskeyRegistration(node, one, {
			response: authenticator.register(again, { flags: FLAGS.present }),
			name: '',
			device: 'test',
		}),
	).toBe('refused');
	const third = (await beginPasskeyRegistration(node, one, 'Riverside')).challenge;
	expect(await finishPasskeyRegistration(node, one, { response: authenticator.register(third), name: '', device: 'test' })).toHaveProperty(
		'token',
	);
	expect(await confirmWithPasskey(node, two, authenticator.sign(await challenge()))).toBe(false);
	expect(await confirmWithPasskey(node, one, authenticator.sign(await challenge()))).toBe(true);
	await node.sql('update accounts set disabled_at = now() where id = $1', [one.id]);
	expect(await outcome(authenticator.sign(await challenge()))).toBe('refused');
	await node.sql('update accounts set disabled_at = null where id = $1', [one.id]);
	const [stored] = await node.sql<{ credential_id: string }>('select credential_id from passkeys where account_id = $1', [one.id]);
	await removePasskey(node, two, stored?.credential_id ?? '');
	expect(await outcome(authenticator.sign(await challenge()))).toBe('signed-in');
	await removePasskey(node, one, stored?.credential_id ?? '');
	expect(await outcome(authenticator.sign(await challenge()))).toBe('refused');
});
