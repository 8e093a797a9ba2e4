import { expect, test } from 'vitest';
import { plantTree } from './planted-tree.ts';
import { check } from './sizes.ts';

const lines = (count: number) => 'x\n'.repeat(count);

test('each kind of file stops at its own length', async () => {
	const tree = plantTree({
		'app/src/a.ts': lines(401),
		'app/src/b.ts': lines(400),
		'app/src/c.test.ts': lines(601),
		'app/src/d.test.ts': lines(600),
		'app/src/routes/people/+page.server.ts': lines(121),
		'app/src/routes/people/+page.svelte': lines(120),
		'app/src/ui/Map.svelte': lines(301),
		'app/src/ui/Table.svelte': lines(300),
	});
	expect((await check.run(tree)).map((one) => one.split(':')[0])).toEqual([
		'app/src/a.ts',
		'app/src/c.test.ts',
		'app/src/routes/people/+page.server.ts',
		'app/src/ui/Map.svelte',
	]);
});

test('only a decision that exists lifts a stop', async () => {
	const files = { 'app/src/long.ts': `// One state machine, see decision 0007.\n${lines(500)}` };
	expect(await check.run(plantTree(files))).toHaveLength(1);
	expect(await check.run(plantTree({ ...files, 'docs/decisions/0007-one-machine.md': '' }))).toEqual([]);
});
