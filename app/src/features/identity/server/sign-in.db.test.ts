import { Secret, TOTP } from 'otpauth';
import { beforeAll, expect, test } from 'vitest';
import { PROGRAM } from '#server/database.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { ada, vera } from '../fixtures.ts';
import { createAccount } from './commands.ts';
import { identityJobs } from './jobs.ts';
import { changePassword, recoverAccount, resetPassword } from './own-account.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import type { Visitor } from './rate-limits.ts';
import { createRecoveryLink } from './recover.ts';
import { createDeviceMark } from './sealing.ts';
import { confirmWithCode, setUpTotp, signInWithCode } from './second-factor.ts';
import { findAccountBySession, openSession, scopeOf } from './sessions.ts';
import { isLinkOpen, requestLink, type SignInResult, signInWithLink, signInWithPassword } from './sign-in.ts';
import { createTotpSecret } from './totp.ts';

const node = await openTestNode();
const PASSWORD = 'tide lamp crow mill';
let count = 0;
/** Another address each time, so that no test fills another's bucket. */
const somewhere = (more: Partial<Visitor> = {}): Visitor => ({ address: `198.51.${count >> 8}.${count++ & 255}`, device: 'test', ...more });
const make = async (who: typeof vera, email: string) =>
	node.database.writing(PROGRAM, async (writer) => {
		const made = await createAccount(writer, { ...who, email, passwordHash: await hashed });
		if (made === 'email-taken') throw new Error(made);
		return made.accountId;
	});
const hashed = hashPassword(PASSWORD);
const signIn = (email: string, password = PASSWORD, visitor = somewhere()) => signInWithPassword(node, { email, password }, visitor);
const reasonOf = (result: SignInResult) => (result.outcome === 'refused' ? result.reason : result.outcome);

beforeAll(() => make(vera, vera.email));

test('a password is kept as argon2id with the parameters of the house', async () => {
	const hash = await hashed;
	expect(hash).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
	expect(await verifyPassword(PASSWORD, hash)).toBe(true);
	expect(await verifyPassword(`${PASSWORD} `, hash)).toBe(false);
	expect(await verifyPassword(PASSWORD, null)).toBe(false);
});

test('the right password opens a session, whatever the case of the e-mail', async () => {
	const result = await signIn(' Vera@Riverside.EXAMPLE ');
	if (result.outcome !== 'signed-in') throw new Error(result.outcome);
	expect((await findAccountBySession(node.database, result.token))?.email).toBe(vera.email);
});

test('wrong password, unknown e-mail, disabled account: one and the same answer', async () => {
	const disabledId = await make(vera, 'gone@riverside.example');
	await node.sql('update accounts set disabled_at = now() where id = $1', [disabledId]);
	const answers = await Promise.all([signIn(vera.email, 'wrong'), signIn('nobody@riverside.example'), signIn('gone@riverside.example')]);
	expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
		new Set(['{"outcome":"refused","reason":"wrong","waitSeconds":0}']),
	);
});

test('the time of the answer does not tell whether an e-mail has an account', async () => {
	const times = { known: [] as number[], unknown: [] as number[] };
	await signIn(vera.email, 'warm');
	for (let n = 0; n < 40; n++) {
		// Turn about, so that what else the machine does weighs on both alike.
		for (const kind of n % 2 ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)) {
			const began = performance.now();
			await signIn(kind === 'known' ? vera.email : `nobody${n}@riverside.example`, 'wrong');
			times[kind].push(performance.now() - began);
		}
	}
	// Share of pairs in which «known» took longer: 0.5 when nothing can be told (Mann and Whitney's U), 40 × 40 pairs.
	const longer = times.known.flatMap((a) => times.unknown.map((b) => Number(a > b)));
	const share = longer.reduce((sum, one) => sum + one, 0) / longer.length;
	console.log(`known takes longer than unknown in ${(share * 100).toFixed(0)}% of pairs`);
	expect(Math.abs(share - 0.5)).toBeLessThan(0.25);
});

test('a guesser fills a bucket of their own; the owner comes in from elsewhere, and from a known device even beside them', async () => {
	const email = 'target@riverside.example';
	await make(vera, email);
	const first = await signIn(email, PASSWORD, somewhere({ address: '203.0.113.9' }));
	if (first.outcome !== 'signed-in') throw new Error(first.outcome);
	const guess = () => signIn(email, 'guess', { address: '203.0.113.9', device: 'x' });
	const guesses = await Promise.all(Array.from({ length: 14 }, guess));
	expect(guesses.filter((one) => reasonOf(one) === 'wrong')).toHaveLength(10);
	expect(guesses.filter((one) => reasonOf(one) === 'too-many')).toHaveLength(4);
	expect(reasonOf(await signIn(email, PASSWORD, { address: '203.0.113.9', device: 'x' }))).toBe('too-many');
	expect(reasonOf(await signIn(email, PASSWORD, { address: '203.0.113.9', device: 'x', deviceMark: 'made.up' }))).toBe('too-many');
	expect(reasonOf(await signIn(email, PASSWORD, somewhere()))).toBe('signed-in');
	expect(reasonOf(await signIn(email, PASSWORD, { address: '203.0.113.9', device: 'x', deviceMark: first.deviceMark }))).toBe('signed-in');
	// The owner hears of the two devices that showed no mark, not of the one that did.
	const notices = await node.sql(`select kind from notifications n join accounts a on a.id = n.account_id where a.email = $1`, [email]);
	expect(notices).toEqual([{ kind: 'account.new-sign-in' }, { kind: 'account.new-sign-in' }]);
	// A neighbour in the same IPv6 network is the same guesser; keys in the table are hashes.
	for (let n = 0; n < 10; n++) await signIn(email, 'guess', { address: `2001:db8::${n}`, device: 'x' });
	expect(reasonOf(await signIn(email, PASSWORD, { address: '2001:db8::ffff', device: 'x' }))).toBe('too-many');
	expect(JSON.stringify(await node.sql('select * from rate_limits'))).not.toContain('riverside');
}, 60_000);

/** Runs what the request queued, as the worker does. */
async function takeLetter(email: string, purpose: 'sign-in' | 'reset' = 'sign-in'): Promise<string | undefined> {
	const context = { database: node.database, config: node.config, folder: node.folder, stopping: new AbortController().signal };
	await identityJobs['identity.send-link']?.({ purpose, email, locale: 'fr' }, context as never);
	const [mail] = await node.sql<{ text_body: string }>(
		'select text_body from mails where to_address = $1 order by written_at desc limit 1',
		[email],
	);
	return /[A-Za-z0-9_-]{43}/.exec(mail?.text_body ?? '')?.[0];
}

test('asking for a link does the same for every address, and no more than three times', async () => {
	const queued = async () => (await node.sql<{ n: number }>('select count(*)::int as n from graphile_worker._private_jobs'))[0]?.n ?? 0;
	for (const email of [vera.email, 'nobody@riverside.example']) {
		const before = await queued();
		for (let n = 0; n < 5; n++) await requestLink(node, { purpose: 'sign-in', email, locale: 'en' }, somewhere());
		expect((await queued()) - before, email).toBe(3);
	}
	expect(await takeLetter('nobody@riverside.example')).toBeUndefined();
});

test('a link by mail works once; opening its page uses nothing up; a newer one ends it', async () => {
	const old = (await takeLetter(vera.email)) ?? '';
	const token = (await takeLetter(vera.email)) ?? '';
	expect(await isLinkOpen(node, 'sign-in', old)).toBe(false);
	expect(await isLinkOpen(node, 'sign-in', token)).toBe(true);
	expect(await isLinkOpen(node, 'sign-in', token)).toBe(true);
	expect(await isLinkOpen(node, 'reset', token)).toBe(false);
	const results = await Promise.all([signInWithLink(node, token, 'a'), signInWithLink(node, token, 'b')]);
	expect(results.map(reasonOf).sort()).toEqual(['signed-in', 'wrong']);
	const late = (await takeLetter(vera.email)) ?? '';
	await node.sql(`update one_time_links set expires_at = now() - interval '1 second' where purpose = 'sign-in'`);
	expect(reasonOf(await signInWithLink(node, late, 'a'))).toBe('wrong');
});

/** Omar has an authenticator app; `at` moves its clock, so that each code is a new one. */
async function withApp(email: string) {
	const accountId = await make(ada, email);
	const { token } = await node.database.writing(PROGRAM, (writer) =>
		openSession(writer, { accountId, method: 'password', device: 'test' }),
	);
	const account = await findAccountBySession(node.database, token);
	if (!account) throw new Error('no session');
	const secret = createTotpSecret();
	const totp = new TOTP({ secret: Secret.fromBase32(secret) });
	expect(await setUpTotp(node, account, { secret, code: '000000' })).toBe('wrong-code');
	const done = await setUpTotp(node, account, { secret, code: totp.generate() });
	if (done === 'wrong-code') throw new Error(done);
	return { accountId, account, token, done, code: (steps = 0) => totp.generate({ timestamp: Date.now() + steps * 30_000 }), secret };
}

test('with an app set up, a password is only the first step; each code and each recovery code works once', async () => {
	const email = 'app@riverside.example';
	const { done, code, token: before, secret } = await withApp(email);
	expect(await findAccountBySession(node.database, before)).toBeNull();
	expect(scopeOf(await findAccountBySession(node.database, done.token)).kind).toBe('whole');
	expect(JSON.stringify(await node.sql('select * from accounts'))).not.toContain(secret);
	const first = await signIn(email);
	if (first.outcome !== 'second-factor') throw new Error(first.outcome);
	expect(await findAccountBySession(node.database, first.ticket)).toBeNull();
	const give = async (given: string, ticket = first.ticket) => reasonOf(await signInWithCode(node, { ticket, code: given }, somewhere()));
	expect(await give(code())).toBe('wrong');
	expect(await give(code(1))).toBe('signed-in');
	expect(await give(code(1))).toBe('wrong');
	const [recovery = ''] = done.recoveryCodes;
	const next = async () => {
		const again = await signIn(email);
		return again.outcome === 'second-factor' ? again.ticket : '';
	};
	expect(await give(recovery.toLowerCase().replaceAll('-', ' '), await next())).toBe('signed-in');
	expect(await give(recovery, await next())).toBe('wrong');
	expect(await give('', await next())).toBe('wrong');
}, 60_000);

test('codes are guessed five times and no more, also from everywhere at once', async () => {
	const email = 'guessed@riverside.example';
	const { done } = await withApp(email);
	const first = await signIn(email);
	if (first.outcome !== 'second-factor') throw new Error(first.outcome);
	const visitor = somewhere();
	const here: string[] = [];
	for (let n = 0; n < 7; n++) here.push(reasonOf(await signInWithCode(node, { ticket: first.ticket, code: '123456' }, visitor)));
	expect(here).toEqual([...Array(5).fill('wrong'), 'too-many', 'too-many']);
	const everywhere: string[] = [];
	for (let n = 0; n < 20; n++) everywhere.push(reasonOf(await signInWithCode(node, { ticket: first.ticket, code: '123456' }, somewhere())));
	expect(everywhere.filter((reason) => reason === 'wrong')).toHaveLength(15);
	// The owner's own device is not shut out by that.
	const account = await findAccountBySession(node.database, done.token);
	if (!account) throw new Error('no session');
	const own = somewhere({ deviceMark: createDeviceMark(node.secrets, email) });
	expect(await confirmWithCode(node, account, done.recoveryCodes[0] ?? '', own)).toBe('confirmed');
}, 60_000);

test('a new password ends every other session, every ticket and every link on its way', async () => {
	const email = 'change@riverside.example';
	const accountId = await make(vera, email);
	const [one, two] = [await signIn(email), await signIn(email)];
	if (one.outcome !== 'signed-in' || two.outcome !== 'signed-in') throw new Error('not signed in');
	const account = await findAccountBySession(node.database, one.token);
	if (!account) throw new Error('no session');
	const link = (await takeLetter(email)) ?? '';
	expect(await changePassword(node, account, { present: 'wrong', next: 'crow mill tide lamp' }, somewhere())).toBe('wrong');
	const changed = await changePassword(node, account, { present: PASSWORD, next: 'crow mill tide lamp' }, somewhere());
	if (typeof changed === 'string') throw new Error(changed);
	expect(await findAccountBySession(node.database, one.token)).toBeNull();
	expect(await findAccountBySession(node.database, two.token)).toBeNull();
	expect((await findAccountBySession(node.database, changed.token))?.id).toBe(accountId);
	expect(await isLinkOpen(node, 'sign-in', link)).toBe(false);
	expect(reasonOf(await signIn(email))).toBe('wrong');
	expect(reasonOf(await signIn(email, 'crow mill tide lamp'))).toBe('signed-in');
}, 60_000);

test('resetting the password does not go round the second factor', async () => {
	const email = 'reset@riverside.example';
	const { done } = await withApp(email);
	const token = (await takeLetter(email, 'reset')) ?? '';
	expect(reasonOf(await resetPassword(node, { token, password: 'crow mill tide lamp', device: 'x' }))).toBe('second-factor');
	expect(await findAccountBySession(node.database, done.token)).toBeNull();
	expect(reasonOf(await resetPassword(node, { token, password: 'crow mill tide lamp', device: 'x' }))).toBe('wrong');
}, 60_000);

test('the host’s recovery link ends the lost factor, tells the administrators, and lets in once', async () => {
	const email = 'lost@riverside.example';
	const { accountId } = await withApp(email);
	expect(await createRecoveryLink(node, 'nobody@riverside.example')).toBe('unknown');
	const token = new URL(await createRecoveryLink(node, email)).pathname.split('/').at(-1) ?? '';
	const result = await recoverAccount(node, { token, device: 'x' });
	if (result.outcome !== 'signed-in') throw new Error(result.outcome);
	const account = await findAccountBySession(node.database, result.token);
	expect(account?.secondFactors).toEqual({ totp: false, passkey: false });
	expect(scopeOf(account)).toEqual({ kind: 'nobody' });
	expect(reasonOf(await recoverAccount(node, { token, device: 'x' }))).toBe('wrong');
	const notices = await node.sql('select account_id from notifications where kind = $1', ['account.second-factor-recovered']);
	expect(notices.map(({ account_id }) => account_id)).toContain(accountId);
}, 60_000);

test('no token, code or password lies in the database in the clear', async () => {
	const result = await signIn(vera.email);
	if (result.outcome !== 'signed-in') throw new Error(result.outcome);
	const tables = ['accounts', 'sessions', 'one_time_links', 'recovery_codes', 'audit_entries', 'rate_limits', 'notifications'];
	const everything = (await Promise.all(tables.map((table) => node.sql(`select * from ${table}`))))
		.map((rows) => JSON.stringify(rows))
		.join();
	for (const secret of [result.token, result.deviceMark, PASSWORD]) expect(everything).not.toContain(secret);
});
