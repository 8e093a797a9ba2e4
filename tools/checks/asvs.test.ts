import { expect, test } from 'vitest';
import { check } from './asvs.ts';
import { plantTree } from './planted-tree.ts';

const proof = { 'app/src/csv.test.ts': "test.each([1])('cells never run', () => {});" };
const findIn = (lines: string[], files: Record<string, string> = proof) =>
	check.run(plantTree({ ...files, 'docs/asvs.csv': ['requirement,asks for,status,test', ...lines, ''].join('\n') }));

test('a requirement whose test exists holds, whole or in part', async () => {
	expect(await findIn(['1.2.10,no formulas,met,app/src/csv.test.ts', '1.2.9,no x,part: of y,app/src/csv.test.ts'])).toEqual([]);
});

test.each([
	['1.2.10,no formulas,met,app/src/gone.test.ts', 'which is no test here'],
	['1.2.10,no formulas,met,app/src/csv.test.ts; app/src/gone.test.ts', 'app/src/gone.test.ts'],
	['1.2.10,no formulas,met,', 'names no test'],
	['1.2.10,no formulas,hoped,app/src/csv.test.ts', 'is no status'],
	['V1,no formulas,met,app/src/csv.test.ts', 'is no requirement'],
	['1.2.10,no formulas, none at all,met,app/src/csv.test.ts', 'four cells'],
])('«%s» is found', async (line, said) => {
	const [finding, ...more] = await findIn([line]);
	expect(finding).toContain('docs/asvs.csv:2: ');
	expect(finding).toContain(said);
	expect(more).toEqual([]);
});

test.each(["// test('x', () => {});", "test.skip('x', () => {});", "test.todo('x');", "/x/.test('text');\nlatest('x');"])(
	'a file with nothing that can pass proves nothing: %s',
	async (text) => {
		const files = { 'app/src/csv.test.ts': text };
		expect((await findIn(['1.2.10,no formulas,met,app/src/csv.test.ts'], files))[0]).toContain('holds no test that can pass');
	},
);

test('a requirement told twice, another heading and a missing list are found', async () => {
	const line = '1.2.10,no formulas,met,app/src/csv.test.ts';
	expect(await findIn([line, line])).toEqual(['docs/asvs.csv:3: 1.2.10 is told twice; keep one line.']);
	expect((await check.run(plantTree({ ...proof, 'docs/asvs.csv': `what,why\n${line}\n` })))[0]).toContain('docs/asvs.csv:1');
	expect(await check.run(plantTree(proof))).toHaveLength(1);
});
