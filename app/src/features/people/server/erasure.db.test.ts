import { expect, test } from 'vitest';
import { PROGRAM } from '#server/database.ts';
import { plantAccount, plantPeople } from '../../../../../tools/planted-people.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { eraser } from './erasure.ts';
import { refreshVisibilityOfPeople } from './visibility.ts';

const node = await openTestNode();
const { zoe, anna, river } = await plantPeople(node.sql);
await plantAccount(node.sql, 'group-lead', { kind: 'area', id: river });
await node.database.writing(PROGRAM, (writer) => refreshVisibilityOfPeople(writer, [zoe.personId, anna.personId]));

/** Tables of the room that still say something of the person. */
async function tracesOf({ personId, canary }: { personId: string; canary: string }): Promise<string[]> {
	const left: string[] = [];
	for (const table of eraser.tables) {
		const rows = await node.sql(`select from ${table} t where to_jsonb(t)::text like any ($1)`, [[`%${personId}%`, `%${canary}%`]]);
		if (rows.length > 0) left.push(table);
	}
	return left;
}

test('the export holds every canary of the person and nobody else’s', async () => {
	const file = await node.database.reading(PROGRAM, (reader) => eraser.export(reader, zoe.personId));
	const text = JSON.stringify(file);
	expect(text.split(zoe.canary).length - 1).toBeGreaterThanOrEqual(5);
	expect(text).not.toContain(anna.canary);
	expect(text).not.toContain(anna.personId);
});

test('erasing leaves no trace of the person in any table of the room, and every trace of the others', async () => {
	expect(await tracesOf(zoe)).toEqual(eraser.tables);
	const erased = await node.database.writing(PROGRAM, (writer) => eraser.erase(writer, zoe.personId));
	expect(erased).toBe(12);
	expect(await tracesOf(zoe)).toEqual([]);
	expect(await tracesOf(anna)).toEqual(eraser.tables);
	expect(await node.sql("select person_ids from audit_entries where event = 'person.erased'")).toEqual([{ person_ids: [zoe.personId] }]);
});

test('erasing again is no fault and no news', async () => {
	expect(await node.database.writing(PROGRAM, (writer) => eraser.erase(writer, zoe.personId))).toBe(0);
	expect(await node.sql("select from audit_entries where event = 'person.erased'")).toHaveLength(1);
});

test('every table of the database that can name a person is this room’s to erase or another’s', async () => {
	const own = await node.sql<{ name: string }>(`select distinct table_name as name from information_schema.columns
		where table_schema = 'public' and column_name = 'person_id' order by 1`);
	expect(own.map(({ name }) => name).filter((name) => !eraser.tables.includes(name))).toEqual(['accounts']);
});
