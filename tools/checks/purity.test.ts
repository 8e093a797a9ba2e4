import { expect, test } from 'vitest';
import { plantTree } from './planted-tree.ts';
import { check } from './purity.ts';

test.each(['Date.now()', 'new Date()', 'Math.random()', 'performance.now()', 'crypto.randomUUID()'])('%s is found', async (planted) => {
	const source = `const one = 1;\nconst two = ${planted};\n`;
	const tree = plantTree({ 'packages/turf/src/cut.ts': source, 'app/src/features/people/person.ts': source });
	expect((await check.run(tree)).map((one) => one.split(' ')[0])).toEqual([
		'app/src/features/people/person.ts:2:',
		'packages/turf/src/cut.ts:2:',
	]);
});

test('a date with an argument, a comment, a test and a server may', async () => {
	const tree = plantTree({
		'packages/turf/src/cut.ts': '// unlike Date.now()\nnew Date(0);',
		'packages/turf/src/cut.test.ts': 'Math.random()',
		'app/src/features/people/server/commands.ts': 'new Date()',
	});
	expect(await check.run(tree)).toEqual([]);
});
