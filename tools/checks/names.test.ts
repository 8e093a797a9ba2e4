import { expect, test } from 'vitest';
import { check } from './names.ts';
import { plantTree } from './planted-tree.ts';

test('names that say nothing are found, a package door is not', async () => {
	const tree = plantTree({
		'app/src/features/people/utils.ts': '',
		'app/src/server/common/mail.ts': '',
		'app/src/ui/index.ts': '',
		'packages/turf/src/index.ts': '',
		'app/src/features/people/person.ts': '',
	});
	const findings = await check.run(tree);
	expect(findings.map((one) => one.split(':')[0])).toEqual([
		'app/src/features/people/utils.ts',
		'app/src/server/common/mail.ts',
		'app/src/ui/index.ts',
	]);
});

test('components are PascalCase, code is kebab-case', async () => {
	const tree = plantTree({
		'app/src/ui/button.svelte': '',
		'app/src/ui/VirtualTable.svelte': '',
		'app/src/server/dataFolder.ts': '',
		'app/src/routes/+page.svelte': '',
		'app/src/routes/+page.server.ts': '',
		'app/src/ui/walk-list.svelte.ts': '',
		'app/src/server/store.db.test.ts': '',
	});
	expect((await check.run(tree)).map((one) => one.split(':')[0])).toEqual(['app/src/server/dataFolder.ts', 'app/src/ui/button.svelte']);
});
