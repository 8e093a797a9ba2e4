import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../repository.ts';
import { check } from './compiler.ts';
import { withTreeOnDisk } from './planted-tree.ts';

const project = readFileSync(join(repositoryRoot, 'packages/tsconfig.json'), 'utf8');

test.each([
	"import 'node:fs'; export const x = 1;",
	'export const x = process.argv;',
	"export const x = fetch('/');",
	'console.log(1);',
	'export const x = setTimeout;',
	"export const x: number = 'words';",
	'enum Colour { Red }',
])('the compiler refuses %s in a package', { timeout: 60_000 }, async (planted) => {
	const files = { 'packages/tsconfig.json': project, 'packages/turf/src/index.ts': planted };
	const findings = await withTreeOnDisk(files, (tree) => check.run(tree));
	expect(findings[0]).toMatch(/^packages\/turf\/src\/index\.ts:1: .*\(TS\d+\)$/);
});

test('arithmetic passes', { timeout: 60_000 }, async () => {
	const files = { 'packages/tsconfig.json': project, 'packages/turf/src/index.ts': 'export const x = Math.max(1, 2);\n' };
	expect(await withTreeOnDisk(files, (tree) => check.run(tree))).toEqual([]);
});
