import { expect, test } from 'vitest';
import { PROGRAM } from '#server/database.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { ada, hugo, vera } from '../fixtures.ts';
import { createAccount, openSession } from './commands.ts';
import { endSessions, findAccountBySession, rotateSession, scopeOf } from './sessions.ts';

const node = await openTestNode();

async function signIn(who: Parameters<typeof createAccount>[1]) {
	return node.database.writing(PROGRAM, async (writer) => {
		const made = await createAccount(writer, who);
		if (made === 'email-taken') throw new Error(made);
		return { ...made, ...(await openSession(writer, { accountId: made.accountId, method: 'link', device: 'test' })) };
	});
}

test('a session is found by its token, is kept as a hash and ends at once', async () => {
	const { token, accountId, sessionId } = await signIn(vera);
	const found = await findAccountBySession(node.database, token);
	expect(found).toMatchObject({ id: accountId, sessionId, email: vera.email, roles: [{ role: 'volunteer', scopeKind: 'work' }] });
	expect(scopeOf(found)).toEqual({ kind: 'scoped', accountId });
	const dump = JSON.stringify(await node.sql('select * from sessions')) + JSON.stringify(await node.sql('select * from audit_entries'));
	expect(dump).not.toContain(token);
	await endSessions(node.database, accountId, { only: sessionId });
	expect(await findAccountBySession(node.database, token)).toBeNull();
});

test('an administrator without a second factor sees with nobody’s eyes', async () => {
	const { token, accountId } = await signIn(ada);
	const before = await findAccountBySession(node.database, token);
	expect(scopeOf(before)).toEqual({ kind: 'nobody' });
	await node.sql(`update accounts set totp_secret_sealed = '\\x00', totp_confirmed_at = now() where id = $1`, [accountId]);
	expect(scopeOf(await findAccountBySession(node.database, token))).toEqual({ kind: 'whole', accountId });
});

test('a rotated, expired or disabled session opens nothing', async () => {
	const { token, accountId, sessionId } = await signIn(hugo);
	const next = await node.database.writing(PROGRAM, (writer) => rotateSession(writer, sessionId));
	expect(await findAccountBySession(node.database, token)).toBeNull();
	expect(await findAccountBySession(node.database, next)).not.toBeNull();
	await node.sql('update accounts set disabled_at = now() where id = $1', [accountId]);
	expect(await findAccountBySession(node.database, next)).toBeNull();
	await node.sql('update accounts set disabled_at = null where id = $1', [accountId]);
	await node.sql(`update sessions set expires_at = now() - interval '1 second' where public_id = $1`, [sessionId]);
	expect(await findAccountBySession(node.database, next)).toBeNull();
});

test('«last seen» moves in steps of five minutes, and the end with it', async () => {
	const { token, sessionId } = await signIn({ ...vera, email: 'step@riverside.example' });
	const read = async () =>
		(await node.sql<{ seen_at: Date; expires_at: Date }>('select seen_at, expires_at from sessions where public_id = $1', [sessionId]))[0];
	const before = await read();
	await findAccountBySession(node.database, token, new Date(Date.now() + 4 * 60_000));
	expect(await read()).toEqual(before);
	await findAccountBySession(node.database, token, new Date(Date.now() + 6 * 60_000));
	const after = await read();
	expect(after?.seen_at.getTime()).toBeGreaterThan(before?.seen_at.getTime() ?? 0);
	expect(after?.expires_at.getTime()).toBeGreaterThan(before?.expires_at.getTime() ?? 0);
});

test('looking a session up takes one prepared query, measured', async () => {
	const { token } = await signIn({ ...vera, email: 'fast@riverside.example' });
	for (let i = 0; i < 50; i++) await findAccountBySession(node.database, token);
	const times: number[] = [];
	for (let i = 0; i < 300; i++) {
		const began = performance.now();
		await findAccountBySession(node.database, token);
		times.push(performance.now() - began);
	}
	times.sort((a, b) => a - b);
	console.log(`session lookup: median ${times[150]?.toFixed(2)} ms`);
	// The transaction around it included; wide, because the machine is shared.
	expect(times[150]).toBeLessThan(5);
});
