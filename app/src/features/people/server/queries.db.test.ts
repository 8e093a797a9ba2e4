import { expect, test } from 'vitest';
import type { AccountId, Scope } from '#server/database.ts';
import { plantPeople } from '../../../../../tools/planted-people.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import type { PersonQuery } from '../person-query.ts';
import { findOnMap, listPeople, readPerson } from './queries.ts';

const node = await openTestNode();
const { zoe, omar, anna, town, river, hills } = await plantPeople(node.sql);
const organiser: Scope = { kind: 'whole', accountId: '0192f0c0-0000-7000-8000-00000000000a' as AccountId };
const list = (query: PersonQuery) => node.database.reading(organiser, (reader) => listPeople(reader, query));
const found = async (query: PersonQuery) => (await list(query)).rows.map((row) => row.givenName);

test.each([
	['lefevre ZOÉ', ['Zoé']],
	['mar', ['Zoé', 'Omar']],
	['le', ['Anna', 'Zoé']],
	['06 29 90', ['Zoé']],
	['+33 (0)6 29', ['Zoé']],
	['zoe.lefevre@exam', ['Zoé']],
	['VOT88', ['Omar']],
	['vot%', []],
	['omar leclerc', []],
])('«%s» finds %j', async (text, names) => {
	expect((await found({ text })).sort()).toEqual([...names].sort());
});

test('a whole word comes before the beginning of one, and that before the middle', async () => {
	await node.sql("update people set search_text = search_text || ' marie' where person_id = $1", [anna.personId]);
	expect(await found({ text: 'mar' })).toEqual(['Anna', 'Zoé', 'Omar']);
	await node.sql("update people set search_text = search_text || ' mar' where person_id = $1", [omar.personId]);
	expect(await found({ text: 'mar' })).toEqual(['Omar', 'Anna', 'Zoé']);
});

test('one typo is forgiven where nothing else is found, and said', async () => {
	expect(await list({ text: 'leclrec anna' })).toMatchObject({ spelling: 'similar', total: 1, rows: [{ givenName: 'Anna' }] });
	expect(await list({ text: 'qwertz' })).toMatchObject({ spelling: 'exact', total: 0, rows: [] });
});

test('places hold what lies in them; ages include both ends', async () => {
	expect((await found({ areaId: town })).length).toBe(3);
	expect(await found({ areaId: river })).toEqual(['Anna', 'Zoé']);
	expect(await found({ areaId: hills, text: 'haddad' })).toEqual(['Omar']);
	const age = Number((await node.sql<{ years: number }>("select extract(year from age(date '1999-05-17'))::integer as years"))[0]?.years);
	expect(await found({ ageFrom: age, ageTo: age })).toEqual(['Zoé']);
	expect(await found({ ageFrom: age + 1 })).toEqual(['Omar']);
	expect(await found({ ageTo: age - 1 })).toEqual(['Anna']);
});

test('every order has windows and an exact count with its time', async () => {
	expect(await found({ sort: '-name' })).toEqual(['Zoé', 'Anna', 'Omar']);
	expect(await found({ sort: 'age' })).toEqual(['Anna', 'Zoé', 'Omar']);
	expect(await found({ sort: '-age' })).toEqual(['Omar', 'Zoé', 'Anna']);
	expect(await found({ sort: 'added' })).toEqual(['Anna', 'Omar', 'Zoé']);
	const began = Date.now();
	const second = await list({ offset: 1, limit: 1 });
	expect(second).toMatchObject({
		total: 3,
		isEstimate: false,
		rows: [{ givenName: 'Anna', hasEmail: true, hasPhone: true, addressLine: '3 quay street', stationName: 'School' }],
	});
	expect(second.countedAt).toBeGreaterThanOrEqual(began);
	expect(await list({ text: 'example', offset: 10 })).toMatchObject({ total: 3, rows: [] });
});

test('a kept count tells its age', async () => {
	const count = () => node.database.reading(organiser, (reader) => listPeople(reader, {}, { countMaxAgeSeconds: 60 }));
	const first = await count();
	expect((await count()).countedAt).toBe(first.countedAt);
});

test('a file holds everything, newest first; what is no identifier finds nobody', async () => {
	const file = await node.database.reading(organiser, (reader) => readPerson(reader, zoe.personId));
	expect(file).toMatchObject({
		givenName: 'Zoé',
		birthDate: '1999-05-17',
		source: { kind: 'import', name: 'roll.csv' },
		contactPoints: [{ kind: 'email' }, { kind: 'phone', value: '+33629908200' }],
		addresses: [{ line: '1 quay street', areaName: 'By the river', position: { latitude: 48.4 } }],
		timeline: [{ kind: 'changed-by-import' }, { kind: 'imported' }],
	});
	expect(await node.database.reading(organiser, (reader) => readPerson(reader, "x' or 1=1"))).toBeNull();
});

test('the map draws near people together and far ones apart', async () => {
	const at = (zoom: number, filters = {}) =>
		node.database.reading(organiser, (reader) => findOnMap(reader, { bbox: [2, 48, 3, 49], zoom, filters }));
	expect((await at(4)).features.map(({ properties }) => properties)).toEqual([{ cluster: true, count: 3 }]);
	const near = await at(18);
	expect(near.features).toHaveLength(3);
	expect(near.features.map(({ properties }) => properties)).toContainEqual({ id: omar.personId, label: 'Omar Haddad' });
	expect((await at(18, { text: 'leclerc' })).features).toHaveLength(1);
});

test('every read leaves its trace, and what was typed does not', async () => {
	await node.sql('truncate audit_entries');
	await found({ text: 'haddad' });
	await node.database.reading(organiser, (reader) => readPerson(reader, anna.personId));
	await node.database.reading(organiser, (reader) => findOnMap(reader, { bbox: [2, 48, 3, 49], zoom: 18, filters: { areaId: hills } }));
	const traces = await node.sql('select event, person_ids, detail, account_id from audit_entries order by id');
	expect(traces).toEqual([
		{ event: 'people.listed', person_ids: [omar.personId], detail: { filters: ['text'] }, account_id: organiser.accountId },
		{ event: 'person.read', person_ids: [anna.personId], detail: {}, account_id: organiser.accountId },
		{ event: 'people.mapped', person_ids: [omar.personId], detail: { count: 1 }, account_id: organiser.accountId },
	]);
});
