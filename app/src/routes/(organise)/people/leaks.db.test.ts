/**
 * What a narrower scope can get at with every guard of the code taken away: nothing beyond its scope. The pages' check of the
 * role is stubbed out, the stores are called without their queries, and the tables are read without any of it.
 */
import pg from 'pg';
import { expect, test, vi } from 'vitest';
import { eraser } from '#features/people/server/erasure.ts';
import { findOnMap, listPeople, readPerson } from '#features/people/server/queries.ts';
import { selectMapFeatures } from '#features/people/server/store/map-people.ts';
import { searchPeople, selectPeople, selectPersonFile, selectSimilarPeople } from '#features/people/server/store/read-people.ts';
import { refreshVisibility } from '#features/people/server/visibility.ts';
import { type AccountId, NOBODY, PROGRAM, type Reader, type Scope } from '#server/database.ts';
import { plantAccount, plantPeople } from '../../../../../tools/planted-people.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { load as loadList } from './+page.server.ts';
import { load as loadPerson } from './[personId]/+page.server.ts';
import { GET as getPlaces } from './[personId]/places/+server.ts';
import { load as loadMapPage } from './map/+page.server.ts';
import { GET as getPoints } from './map/points/+server.ts';
import { GET as getRows } from './rows/+server.ts';

vi.mock('../../require-act.ts', () => ({ requireAct: () => {} }));

const node = await openTestNode();
(globalThis as Record<symbol, unknown>)[Symbol.for('groundswell.running')] = node;
const planted = await plantPeople(node.sql);
const { zoe, omar, anna, hills } = planted;
await node.sql(
	`insert into mails (id, to_address, subject, text_body) values (gen_random_uuid(), 'canary-zoe@example.org', 'canary-anna', 'canary-omar')`,
);
await node.sql(`insert into outbox (id, event, body) values (gen_random_uuid(), 'Tested', $1)`, [
	{ who: ['canary-zoe', 'canary-omar', 'canary-anna'] },
]);
await node.sql(`insert into audit_entries (id, event, person_ids) values (gen_random_uuid(), 'person.read', $1)`, [
	[zoe.personId, omar.personId, anna.personId],
]);

const stranger = await plantAccount(node.sql, 'volunteer', { kind: 'work' });
const lead = await plantAccount(node.sql, 'group-lead', { kind: 'area', id: hills });
const supporter = await plantAccount(node.sql, 'supporter', { kind: 'own-file', personId: omar.personId });
const everybody = await plantAccount(node.sql, 'organiser', { kind: 'node' });
for (const account of [stranger, lead, supporter]) await node.database.writing(PROGRAM, (writer) => refreshVisibility(writer, account));
await node.sql(`insert into notifications (id, account_id, kind, body) values (gen_random_uuid(), $1, 'x', '"canary-zoe"')`, [everybody]);

const scoped = (accountId: string): Scope => ({ kind: 'scoped', accountId: accountId as AccountId });
const scopes: [string, Scope, boolean][] = [
	['nobody', NOBODY, false],
	['an account that sees nobody', scoped(stranger), false],
	['the lead of another quarter', scoped(lead), true],
	['a supporter with the own file', scoped(supporter), true],
];

/** Zoé and Anna are in nobody's scope here; Omar is in some. */
function leaksIn(answer: unknown, seesOmar: boolean): string[] {
	const text = JSON.stringify(answer) ?? '';
	const secret = [zoe, anna, ...(seesOmar ? [] : [omar])].flatMap(({ personId, canary }) => [personId, canary]);
	return [...secret, 'Zoé', 'Leclerc', '+33629908200'].filter((word) => text.includes(word));
}

const filters = [{}, { text: 'canary' }, { text: 'VOT77001' }, { areaId: planted.town }, { ageFrom: 1 }];

test('the canaries sing: who may see all sees them', async () => {
	const all = await node.database.reading({ kind: 'whole', accountId: everybody as AccountId }, (reader) =>
		listPeople(reader, { text: 'canary' }),
	);
	expect(leaksIn(all, false)).toContain(zoe.personId);
});

test.each(scopes)('raw tables: %s reads nothing outside the scope', async (_, scope, seesOmar) => {
	const tables = await node.sql<{ name: string }>(
		"select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm')",
	);
	expect(tables.length).toBeGreaterThan(25);
	const client = new pg.Client(node.as('scoped'));
	await client.connect();
	try {
		await client.query("select set_config('groundswell.account', $1, false)", ['accountId' in scope ? scope.accountId : '']);
		const leaks: string[] = [];
		for (const { name } of tables) {
			const answer = await client.query(`select to_jsonb(t) as row from ${name} t`).catch((fault) => {
				if (fault.code === '42501') return { rows: [] };
				throw fault;
			});
			leaks.push(...leaksIn(answer.rows, seesOmar).map((word) => `${name}: ${word}`));
		}
		expect(leaks).toEqual([]);
	} finally {
		await client.end();
	}
});

test.each(scopes)('queries: %s gets nothing outside the scope', async (_, scope, seesOmar) => {
	const ask = <T>(work: (reader: Reader) => Promise<T>) => node.database.reading(scope, work);
	const answers: unknown[] = [];
	for (const filter of filters) {
		answers.push(await ask((reader) => listPeople(reader, filter)));
		answers.push(await ask((reader) => findOnMap(reader, { bbox: [-180, -85, 180, 85], zoom: 18, filters: filter })));
	}
	for (const { personId } of [zoe, anna]) {
		expect(await ask((reader) => readPerson(reader, personId))).toBeNull();
		expect(await ask((reader) => eraser.export(reader, personId))).toBeNull();
	}
	expect((await ask((reader) => listPeople(reader, {}))).total).toBe(seesOmar ? 1 : 0);
	expect(leaksIn(answers, seesOmar)).toEqual([]);
});

test.each(scopes)('stores that take the reader for one of the whole node: %s gets nothing more', async (_, scope, seesOmar) => {
	const answers = await node.database.reading(scope, async (reader) => {
		const deceived: Reader = { ...reader, scope: { kind: 'program' } };
		const found: unknown[] = [];
		for (const filter of filters) {
			found.push(await selectPeople(deceived, filter, { sort: 'name', offset: 0, limit: 50 }));
			found.push(await selectMapFeatures(deceived, { bbox: [-180, -85, 180, 85], zoom: 18, filters: filter }));
		}
		const search = { words: ['leclrec'], identifier: 'VOT' };
		found.push(await searchPeople(deceived, { search, filters: { text: 'canary' } }, { sort: 'best', offset: 0, limit: 50 }));
		found.push(await selectSimilarPeople(deceived, search, 50));
		found.push(await selectPersonFile(deceived, zoe.personId), await selectPersonFile(deceived, anna.personId));
		return found;
	});
	expect(leaksIn(answers, seesOmar)).toEqual([]);
});

test.each(scopes)(
	'pages whose check of the role is gone: %s gets nothing more, and a stranger is not there rather than forbidden',
	async (_, scope, seesOmar) => {
		const event = (address: string, params = {}) =>
			({ locals: { scope, account: null, locale: 'en' }, url: new URL(address, 'http://localhost'), params }) as never;
		const answers = [
			await loadList(event('/people')),
			await loadList(event('/people?q=canary')),
			await loadMapPage(event('/people/map')),
			await (await getRows(event('/people/rows?limit=500'))).json(),
			await (await getPoints(event('/people/map/points?bbox=-179,-85,179,85&zoom=18'))).json(),
			await (await getPlaces(event('/people/x/places', { personId: zoe.personId }))).json(),
		];
		expect(leaksIn(answers, seesOmar)).toEqual([]);
		await expect(loadPerson(event(`/people/${zoe.personId}`, { personId: zoe.personId }))).rejects.toMatchObject({ status: 404 });
		const nowhere = '0192f0c0-0000-7000-8000-00000000ffff';
		await expect(loadPerson(event(`/people/${nowhere}`, { personId: nowhere }))).rejects.toMatchObject({ status: 404 });
	},
);

test('a narrower scope learns nothing by writing', async () => {
	for (const statement of [
		`insert into identifier_owners (system, value, person_id) values ('reu-fr', 'VOT77001', gen_random_uuid())`,
		`insert into person_visibility (person_id, account_id, reason) values ('${zoe.personId}', '${lead}', 'area')`,
		`insert into people (person_id, basis, source_id, sort_name, search_text) values ('${zoe.personId}', 'none', gen_random_uuid(), '', '')`,
		`update people set basis = 'none'`,
		`delete from contact_points`,
	]) {
		const client = new pg.Client(node.as('scoped'));
		await client.connect();
		await client.query("select set_config('groundswell.account', $1, false)", [lead]);
		await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' });
		await client.end();
	}
});
