import { expect, test } from 'vitest';
import { withTreeOnDisk } from './planted-tree.ts';
import { check } from './style.ts';

const settings = '{ "formatter": { "indentStyle": "tab" }, "files": { "includes": ["app/**"] } }\n';

test('bad format and a lint error are found, sound code passes', { timeout: 60_000 }, async () => {
	const run = (source: string) => withTreeOnDisk({ 'biome.json': settings, 'app/a.ts': source }, (tree) => check.run(tree));
	expect(await run('export const   x = 1\n')).toEqual([expect.stringMatching(/^app\/a\.ts:1: is not formatted/)]);
	expect(await run('export function f(x: number) {\n\tdebugger;\n\treturn x;\n}\n')).toEqual([
		expect.stringMatching(/^app\/a\.ts:2: .*noDebugger/),
	]);
	expect(await run('export const x = 1;\n')).toEqual([]);
});
