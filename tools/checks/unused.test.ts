import { expect, test } from 'vitest';
import { withTreeOnDisk } from './planted-tree.ts';
import { check } from './unused.ts';

test('an unused file, export and dependency are found', { timeout: 60_000 }, async () => {
	const files = {
		'package.json': '{ "name": "planted", "type": "module", "dependencies": { "kysely": "0.29.9" } }',
		'knip.json': '{ "entry": ["main.ts"], "project": ["*.ts"] }',
		'main.ts': "import { used } from './part.ts';\nconsole.log(used);\n",
		'part.ts': 'export const used = 1;\nexport const forgotten = 2;\n',
		'alone.ts': 'export const x = 1;\n',
	};
	const findings = await withTreeOnDisk(files, (tree) => check.run(tree));
	expect(findings).toContain('alone.ts:1: this file is used by nothing; remove it or use it.');
	expect(findings).toContain('part.ts:2: «forgotten» is exported but used nowhere else; remove it or use it.');
	expect(findings.join('\n')).toContain('«kysely» is a dependency that nothing imports');
});
