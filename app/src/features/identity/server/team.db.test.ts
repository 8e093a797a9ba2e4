import { expect, test } from 'vitest';
import { PROGRAM, type Scope } from '#server/database.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import type { SignedInAccount } from '../account.ts';
import { ada, hugo, omar, vera } from '../fixtures.ts';
import { createAccount, createSetUpLink, notify } from './commands.ts';
import { eraser } from './erasure.ts';
import { identityJobs } from './jobs.ts';
import { countUnread, listAudit, listInvitations, listMails, listTeam, readNotices } from './queries.ts';
import { findAccountBySession, openSession, scopeOf } from './sessions.ts';
import { setUpNode } from './set-up.ts';
import { acceptInvitation, changeRole, findInvitation, invite, setDisabled } from './team.ts';

const node = await openTestNode();

/** Signed in, with the second factor that the role asks for. */
async function signedIn(who: typeof ada): Promise<{ account: SignedInAccount; scope: Scope; token: string }> {
	const { accountId, token } = await node.database.writing(PROGRAM, async (writer) => {
		const made = await createAccount(writer, who);
		if (made === 'email-taken') throw new Error(made);
		return { ...made, ...(await openSession(writer, { accountId: made.accountId, method: 'link', device: 'test' })) };
	});
	await node.sql(`update accounts set totp_secret_sealed = '\\x00', totp_confirmed_at = now() where id = $1`, [accountId]);
	const account = await findAccountBySession(node.database, token);
	if (!account) throw new Error('no session');
	return { account, scope: scopeOf(account), token };
}

const tokenOf = (link: string) => new URL(link).pathname.split('/').at(-1) ?? '';
const heard: string[] = [];
const onGrants = async (_: unknown, accountId: string) => void heard.push(accountId);

test('the set-up link makes the first administrator, once, and a newer link ends it', async () => {
	const wish = (token: string, email: string) => ({
		token,
		settings: { name: 'Riverside', defaultLocale: 'fr' as const, timeZone: 'Europe/Paris', defaultCountry: 'FR' },
		administrator: { email, displayName: 'Ada Marsh', password: null, locale: 'fr' as const },
		device: 'test',
	});
	const old = tokenOf(await createSetUpLink(node.database, node.config));
	const token = tokenOf(await createSetUpLink(node.database, node.config));
	expect(await setUpNode(node, wish(old, 'old@riverside.example'))).toBe('link-used');
	const results = await Promise.all([
		setUpNode(node, wish(token, 'one@riverside.example')),
		setUpNode(node, wish(token, 'two@riverside.example')),
	]);
	expect(results.filter((result) => result === 'link-used')).toHaveLength(1);
	const signed = results.find((result) => typeof result !== 'string');
	if (!signed || typeof signed === 'string') throw new Error('nobody got in');
	const account = await findAccountBySession(node.database, signed.token);
	expect(account?.roles).toEqual([{ role: 'administrator', scopeKind: 'node', scopeId: null }]);
	expect(scopeOf(account)).toEqual({ kind: 'nobody' });
	expect(await node.sql('select name, set_up_at is not null as done from node_settings')).toEqual([{ name: 'Riverside', done: true }]);
	// A link that was made afterwards opens no second house.
	const late = tokenOf(await createSetUpLink(node.database, node.config));
	expect(await setUpNode(node, wish(late, 'late@riverside.example'))).toBe('link-used');
	expect(await node.sql('select 1 from accounts')).toHaveLength(1);
});

test('an invitation carries its role, is bound to its e-mail, and works once', async () => {
	const asker = await signedIn(ada);
	const made = await invite(node, asker, { email: ' Vera@Riverside.example', role: 'volunteer', areaId: null });
	if (typeof made === 'string') throw new Error(made);
	const token = tokenOf(made.link);
	expect(await findInvitation(node, token)).toEqual({ email: vera.email, role: 'volunteer', inviter: ada.displayName });
	expect((await listInvitations(node.database, asker.scope)).map(({ email }) => email)).toContain(vera.email);
	const accept = () => acceptInvitation(node, { token, displayName: 'Vera', password: null, locale: 'fr', device: 'test', onGrants });
	const results = await Promise.all([accept(), accept()]);
	expect(results.filter((result) => result === 'link-used')).toHaveLength(1);
	const signed = results.find((result) => typeof result !== 'string');
	const account = signed && typeof signed !== 'string' ? await findAccountBySession(node.database, signed.token) : null;
	expect(account).toMatchObject({ email: vera.email, locale: 'fr', roles: [{ role: 'volunteer', scopeKind: 'work' }] });
	expect(heard).toContain(account?.id);
	expect(await countUnread(node.database, asker.scope, asker.account.id)).toBe(1);
	expect(await invite(node, asker, { email: vera.email, role: 'organiser', areaId: null })).toBe('email-taken');
});

test('an organiser invites into the field, not to headquarters, and changes nobody', async () => {
	const asker = await signedIn(omar);
	expect(await invite(node, asker, { email: 'x@riverside.example', role: 'administrator', areaId: null })).toBe('not-yours-to-give');
	expect(await invite(node, asker, { email: 'x@riverside.example', role: 'group-lead', areaId: null })).toBe('area-missing');
	expect(await invite(node, asker, { email: 'x@riverside.example', role: 'volunteer', areaId: null })).toHaveProperty('link');
	const wish = { accountId: asker.account.id, role: 'administrator' as const, areaId: null, onGrants };
	expect(await changeRole(node, asker, wish)).toBe('not-yours-to-give');
	expect(await setDisabled(node, asker, { accountId: asker.account.id, disabled: true })).toBe('not-yours-to-give');
});

test('a role that changes and an account that is shut end their sessions at once', async () => {
	const asker = await signedIn({ ...ada, email: 'boss@riverside.example' });
	const lead = await signedIn({ ...omar, email: 'lead@riverside.example' });
	expect(await changeRole(node, asker, { accountId: lead.account.id, role: 'volunteer', areaId: null, onGrants })).toBe('done');
	expect(await findAccountBySession(node.database, lead.token)).toBeNull();
	expect(heard).toContain(lead.account.id);
	const other = await signedIn({ ...omar, email: 'other@riverside.example' });
	expect(await setDisabled(node, asker, { accountId: other.account.id, disabled: true })).toBe('done');
	expect(await findAccountBySession(node.database, other.token)).toBeNull();
	expect(
		(await listAudit(node.database, asker.scope, { event: 'account.disabled', accountId: asker.account.id, before: null })).length,
	).toBe(1);
});

test('the last administrator stays, also when two try to leave at once', async () => {
	for (let round = 0; round < 12; round++) {
		await node.sql(`update accounts set disabled_at = now() where id in (select account_id from role_grants where role = 'administrator')`);
		const askers = [
			await signedIn({ ...ada, email: `a${round}@riverside.example` }),
			await signedIn({ ...ada, email: `b${round}@riverside.example` }),
		];
		const results = await Promise.all(
			askers.map((asker) => changeRole(node, asker, { accountId: asker.account.id, role: 'organiser', areaId: null, onGrants })),
		);
		expect(results.sort()).toEqual(['done', 'last-administrator']);
	}
});

test('without any guard in the code, the walls show a narrower scope only what is its own', async () => {
	await signedIn({ ...ada, email: 'walls@riverside.example' });
	for (const who of [
		{ ...vera, email: 'wall-v@riverside.example' },
		{ ...hugo, email: 'wall-h@riverside.example' },
	]) {
		const { scope, account } = await signedIn(who);
		expect(scope.kind).toBe('scoped');
		await expect(listTeam(node.database, scope)).rejects.toThrow(/permission denied/);
		await expect(listInvitations(node.database, scope)).rejects.toThrow(/permission denied/);
		await expect(listMails(node.database, scope)).rejects.toThrow(/permission denied/);
		await expect(listAudit(node.database, scope, { event: null, accountId: null, before: null })).rejects.toThrow(/permission denied/);
		const accounts = await node.database.reading(scope, (reader) => reader.query.selectFrom('accounts').select(['id', 'email']).execute());
		expect(accounts).toEqual([{ id: account.id, email: who.email }]);
		await expect(
			node.database.writing(scope, (writer) => writer.query.updateTable('role_grants').set({ role: 'administrator' }).execute()),
		).rejects.toThrow(/permission denied/);
		await expect(
			node.database.writing(scope, (writer) => writer.query.updateTable('accounts').set({ display_name: 'x' }).execute()),
		).rejects.toThrow(/permission denied/);
	}
	const seen = await node.database.reading({ kind: 'nobody' }, async ({ query }) => [
		...(await query.selectFrom('accounts').select('id').execute()),
		...(await query.selectFrom('role_grants').select('account_id').execute()),
		...(await query.selectFrom('notifications').select('id').execute()),
	]);
	expect(seen).toEqual([]);
});

test('notices reach their account only, and once a day by mail in its language', async () => {
	const reader = await signedIn({ ...vera, email: 'news@riverside.example' });
	const other = await signedIn({ ...vera, email: 'no-news@riverside.example' });
	await node.sql(`update accounts set locale = 'fr' where id = $1`, [reader.account.id]);
	await node.database.writing(PROGRAM, (writer) =>
		notify(writer, { accountId: reader.account.id, kind: 'import.failed', body: { fileName: 'roll.csv' }, link: '/people/imports' }),
	);
	expect(await readNotices(node.database, reader.scope, reader.account.id)).toMatchObject([{ kind: 'import.failed', readAt: null }]);
	expect(await readNotices(node.database, other.scope, reader.account.id)).toEqual([]);
	await expect(
		node.database.writing(PROGRAM, (writer) =>
			notify(writer, { accountId: reader.account.id, kind: 'import.failed', body: { fileName: 'x' }, link: '//evil.example' }),
		),
	).rejects.toThrow(/notification_link_stays_here/);
	const context = { database: node.database, config: node.config, folder: node.folder, stopping: new AbortController().signal };
	for (let day = 0; day < 2; day++) await identityJobs['identity.mail-digest']?.({}, context as never);
	const mails = await node.sql<{ text_body: string }>(`select text_body from mails where to_address = 'news@riverside.example'`);
	expect(mails).toHaveLength(1);
	expect(mails[0]?.text_body).toContain('roll.csv n’a pas pu être importé');
});

test('erasing a person takes their account with all that hangs on it, and hands its file out before', async () => {
	const gone = await signedIn({ ...vera, email: 'gone@riverside.example' });
	const stays = await signedIn({ ...vera, email: 'stays@riverside.example' });
	const personId = '01980000-0000-7000-8000-00000000feed';
	await node.sql('update accounts set person_id = $1 where id = $2', [personId, gone.account.id]);
	const file = await node.database.reading(PROGRAM, (reader) => eraser.export(reader, personId));
	expect(file).toMatchObject({ email: 'gone@riverside.example', sessions: [{ device: 'test' }] });
	expect(JSON.stringify(file)).not.toMatch(/hash|secret/);
	expect(await node.database.writing(PROGRAM, (writer) => eraser.erase(writer, personId))).toBe(1);
	expect(await node.database.writing(PROGRAM, (writer) => eraser.erase(writer, personId))).toBe(0);
	for (const table of eraser.tables) {
		const column = table === 'accounts' ? 'id' : 'account_id';
		expect(await node.sql(`select 1 from ${table} where ${column} = $1`, [gone.account.id]), table).toEqual([]);
	}
	expect(await findAccountBySession(node.database, gone.token)).toBeNull();
	expect(await findAccountBySession(node.database, stays.token)).not.toBeNull();
});
