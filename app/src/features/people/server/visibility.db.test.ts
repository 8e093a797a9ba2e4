import { expect, test } from 'vitest';
import { type AccountId, PROGRAM, type Writer } from '#server/database.ts';
import { plantAccount, plantPeople } from '../../../../../tools/planted-people.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { listPeople } from './queries.ts';
import { hidePeople, refreshVisibility, refreshVisibilityOfPeople, showPeople } from './visibility.ts';

const node = await openTestNode();
const { zoe, omar, anna, town, river, hills } = await plantPeople(node.sql);
const seen = async (accountId: string) =>
	(await node.database.reading({ kind: 'scoped', accountId: accountId as AccountId }, (reader) => listPeople(reader, {}))).rows.map(
		(row) => row.givenName,
	);
const write = (work: (writer: Writer) => Promise<void>) => node.database.writing(PROGRAM, work);

test('an area shows its people and those of the areas in it, until it is taken back', async () => {
	const lead = await plantAccount(node.sql, 'group-lead', { kind: 'area', id: river });
	expect(await seen(lead)).toEqual([]);
	await write((writer) => refreshVisibility(writer, lead));
	expect(await seen(lead)).toEqual(['Anna', 'Zoé']);
	await node.sql('update role_grants set scope_id = $2 where account_id = $1', [lead, town]);
	await write((writer) => refreshVisibility(writer, lead));
	expect(await seen(lead)).toEqual(['Omar', 'Anna', 'Zoé']);
	await node.sql('delete from role_grants where account_id = $1', [lead]);
	await write((writer) => refreshVisibility(writer, lead));
	expect(await seen(lead)).toEqual([]);
});

test('a supporter sees the own file and nobody else', async () => {
	const supporter = await plantAccount(node.sql, 'supporter', { kind: 'own-file', personId: omar.personId });
	await write((writer) => refreshVisibility(writer, supporter));
	expect(await seen(supporter)).toEqual(['Omar']);
});

test('whoever moves is seen by the new area and no longer by the old', async () => {
	const old = await plantAccount(node.sql, 'group-lead', { kind: 'area', id: river });
	const next = await plantAccount(node.sql, 'group-lead', { kind: 'area', id: hills });
	const own = await plantAccount(node.sql, 'supporter', { kind: 'own-file', personId: zoe.personId });
	for (const account of [old, next, own]) await write((writer) => refreshVisibility(writer, account));
	await node.sql('update person_addresses set area_id = $2 where person_id = $1', [zoe.personId, hills]);
	await write((writer) => refreshVisibilityOfPeople(writer, [zoe.personId]));
	expect([await seen(old), await seen(next), await seen(own)]).toEqual([['Anna'], ['Omar', 'Zoé'], ['Zoé']]);
});

test('what was put into hands stays until it is taken back, whatever grants change', async () => {
	const volunteer = await plantAccount(node.sql, 'volunteer', { kind: 'work' });
	await write((writer) => showPeople(writer, volunteer, [anna.personId, omar.personId], 'work'));
	await write((writer) => refreshVisibility(writer, volunteer));
	await write((writer) => refreshVisibilityOfPeople(writer, [anna.personId]));
	expect(await seen(volunteer)).toEqual(['Omar', 'Anna']);
	await write((writer) => hidePeople(writer, volunteer, [anna.personId], 'work'));
	expect(await seen(volunteer)).toEqual(['Omar']);
});
