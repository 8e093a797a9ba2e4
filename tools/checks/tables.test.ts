import { expect, test } from 'vitest';
import { plantTree } from './planted-tree.ts';
import { check } from './tables.ts';

const people = 'app/src/features/people/server/store.ts';
const canvass = 'app/src/features/canvass/server/store.ts';

test('a table that two rooms write is found at both', async () => {
	const tree = plantTree({
		[people]: "db.insertInto('people').values(x)",
		[canvass]: "db.updateTable('people').set(x)",
	});
	const findings = await check.run(tree);
	expect(findings.map((one) => one.split(':')[0])).toEqual([canvass, people]);
	expect(findings[0]).toContain('canvass and people');
});

test.each([
	'sql`insert into visits (id) values (1)`',
	'sql`update visits set outcome = 1`',
	'sql`update visits as v set outcome = 1`',
	'sql`delete from public.visits where id = 1`',
	"'copy visits (id) from stdin'",
	"db.deleteFrom('visits')",
])('plain SQL counts as well: %s', async (write) => {
	const tree = plantTree({ [people]: write, [canvass]: "db.insertInto('visits')" });
	expect(await check.run(tree)).toHaveLength(2);
});

test('a room writes from its store or its eraser only', async () => {
	const tree = plantTree({
		'app/src/features/people/server/commands.ts': "db.insertInto('people')",
		'app/src/features/people/server/erasure.ts': "db.deleteFrom('people')",
		'app/src/features/people/server/store/notes.ts': "db.deleteFrom('notes')",
		'app/src/routes/+page.server.ts': '// we update people set in their ways\nconst x = 1;',
	});
	expect((await check.run(tree)).map((one) => one.split(':')[0])).toEqual(['app/src/features/people/server/commands.ts']);
});

test('reading, and «on conflict do update set», write nothing new', async () => {
	const tree = plantTree({
		[people]: "sql`insert into people (id) values (1) on conflict (id) do update set name = 'x'`",
		[canvass]: "db.selectFrom('people')",
	});
	expect(await check.run(tree)).toEqual([]);
});
