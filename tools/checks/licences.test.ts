import { expect, test } from 'vitest';
import { check, isCompatible } from './licences.ts';
import { withTreeOnDisk } from './planted-tree.ts';

test('an incompatible licence and a missing one are found', async () => {
	const lock = {
		packages: {
			'node_modules/planted-good': { version: '1.0.0', license: 'MIT', optionalDependencies: { 'planted-good-linux-x64': '1.0.0' } },
			'node_modules/planted-good-linux-x64': { version: '1.0.0' },
			'node_modules/planted-closed': { version: '1.0.0', license: 'UNLICENSED' },
			'node_modules/planted-silent': { version: '1.0.0' },
		},
	};
	const findings = await withTreeOnDisk({ 'package-lock.json': JSON.stringify(lock) }, (tree) => check.run(tree));
	expect(findings).toEqual([expect.stringContaining('planted-closed'), expect.stringContaining('planted-silent')]);
});

test('of OR one side will do, of AND both must', () => {
	expect(isCompatible('(MIT OR SSPL-1.0)')).toBe(true);
	expect(isCompatible('MIT AND SSPL-1.0')).toBe(false);
	expect(isCompatible('Apache-2.0 WITH LLVM-exception')).toBe(true);
	expect(isCompatible('BUSL-1.1')).toBe(false);
	expect(isCompatible('GPL-2.0-only')).toBe(false);
});
