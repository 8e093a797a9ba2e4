import { expect, test } from 'vitest';
import { plantTree } from './planted-tree.ts';
import { check } from './privacy.ts';

const sound = {
	'app/db/schema.sql': `create table people (
	id uuid not null,
	given_name text,
	constraint people_pkey PRIMARY KEY (id)
);

create table streets (
	id uuid not null
);
`,
	'PRIVACY.md':
		'| table | purpose | who | how long | what erases it |\n|---|---|---|---|---|\n| `people` | to know whom we know | organisers | two years | erasing the person |\n',
	'app/src/features/people/server/erasure.ts': "export const eraser = { room: 'people', tables: ['people'] as const };",
};

test('a sound register passes', async () => {
	expect(await check.run(plantTree(sound))).toEqual([]);
});

test('a table with a person that PRIVACY.md does not tell is found', async () => {
	const schema = `${sound['app/db/schema.sql']}create table notes (\n\tid uuid,\n\tperson_id uuid not null\n);\n`;
	expect(await check.run(plantTree({ ...sound, 'app/db/schema.sql': schema }))).toEqual([
		'app/db/schema.sql:10: «notes» holds persons (person_id) and PRIVACY.md does not say so; add its row.',
	]);
});

test('a table that nobody erases is found, unless a reason says that it is kept', async () => {
	const { 'app/src/features/people/server/erasure.ts': _, ...unerased } = sound;
	expect(await check.run(plantTree(unerased))).toEqual([expect.stringContaining('no server/erasure.ts erases «people»')]);
	const kept = sound['PRIVACY.md'].replace('erasing the person', 'kept: the law asks for ten years');
	expect(await check.run(plantTree({ ...unerased, 'PRIVACY.md': kept }))).toEqual([]);
	expect(await check.run(plantTree({ ...sound, 'PRIVACY.md': kept }))).toEqual([expect.stringContaining('one is wrong')]);
});

test('an empty cell, a table that is gone and two erasers are found', async () => {
	const register = sound['PRIVACY.md'].replace('two years', ' ');
	expect(await check.run(plantTree({ ...sound, 'PRIVACY.md': register }))).toEqual([expect.stringContaining('how long')]);
	const gone = `${sound['PRIVACY.md']}| \`letters\` | a | b | c | d |\n`;
	expect(await check.run(plantTree({ ...sound, 'PRIVACY.md': gone }))).toEqual([expect.stringContaining('no table «letters»')]);
	const twice = { ...sound, 'app/src/features/places/server/erasure.ts': "export const eraser = { tables: ['people'] };" };
	expect(await check.run(plantTree(twice))).toEqual([expect.stringContaining('one room erases a table')]);
});

test('missing files are findings, not silence', async () => {
	expect(await check.run(plantTree({}))).toHaveLength(1);
	expect(await check.run(plantTree({ 'app/db/schema.sql': '' }))).toHaveLength(1);
});
