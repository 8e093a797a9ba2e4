import { expect, test } from 'vitest';
import { check } from './direction.ts';
import { withTreeOnDisk } from './planted-tree.ts';

const imports = JSON.stringify({
	type: 'module',
	imports: { '#features/*': './src/features/*', '#server/*': './src/server/*', '#ui/*': './src/ui/*' },
});
const target = 'export const x = 1;\n';

/** What each planted import breaks: [rule, importing file, imported name, imported file]. */
const planted: [string, string, string, string][] = [
	['packages-know-only-packages', 'packages/turf/src/index.ts', '../../../app/src/server/mail.ts', 'app/src/server/mail.ts'],
	['packages-touch-nothing', 'packages/turf/src/index.ts', 'node:fs', ''],
	['plumbing-knows-no-feature', 'app/src/server/mail.ts', '#features/people/person.ts', 'app/src/features/people/person.ts'],
	['plumbing-knows-no-feature', 'app/src/ui/Card.svelte', '#features/people/person.ts', 'app/src/features/people/person.ts'],
	['domain-imports-domain', 'app/src/features/people/person.ts', 'kysely', ''],
	['domain-imports-domain', 'app/src/features/people/person.ts', '#server/mail.ts', 'app/src/server/mail.ts'],
	['no-framework-in-server', 'app/src/features/people/server/store.ts', 'svelte', ''],
	[
		'ui-and-device-never-reach-the-server',
		'app/src/features/people/ui/List.svelte',
		'../server/queries.ts',
		'app/src/features/people/server/queries.ts',
	],
	[
		'ui-shows-its-own-room',
		'app/src/features/people/ui/List.svelte',
		'#features/places/ui/Map.svelte',
		'app/src/features/places/ui/Map.svelte',
	],
	[
		'server-asks-commands-and-queries',
		'app/src/features/people/server/commands.ts',
		'#features/places/server/store.ts',
		'app/src/features/places/server/store.ts',
	],
	['store-is-private', 'app/src/worker.ts', './features/people/server/store.ts', 'app/src/features/people/server/store.ts'],
	['rooms-never-import-the-list-of-rooms', 'app/src/features/people/server/jobs.ts', '../../../rooms.ts', 'app/src/rooms.ts'],
	['floor-of-places-looks-down', 'app/src/features/places/place.ts', '#features/people/person.ts', 'app/src/features/people/person.ts'],
	[
		'floor-of-canvass-has-no-doors-inside',
		'app/src/features/canvass/visit.ts',
		'#features/events/event.ts',
		'app/src/features/events/event.ts',
	],
	['every-room-has-a-floor', 'app/src/features/gossip/rumour.ts', '#features/people/person.ts', 'app/src/features/people/person.ts'],
	['imports-lead-somewhere', 'app/src/server/mail.ts', '#server/gone.ts', ''],
];

/** All of them in one tree: each file holds every import that is planted in it. */
function plantAll(): Record<string, string> {
	const files: Record<string, string> = { 'app/package.json': imports };
	for (const [, , , to] of planted) if (to) files[to] = target;
	for (const from of new Set(planted.map(([, file]) => file))) {
		const names = planted.filter(([, file]) => file === from).map(([, , specifier]) => specifier);
		const code = `${names.map((name, index) => `import { x as x${index} } from '${name}';`).join('\n')}\nexport const x = x0;\n`;
		files[from] = from.endsWith('.svelte') ? `<script lang="ts">\n${code}</script>` : code;
	}
	return files;
}

test('every direction that is forbidden is found, in .svelte files as well', { timeout: 60_000 }, async () => {
	const findings = await withTreeOnDisk(plantAll(), (tree) => check.run(tree));
	for (const [rule, from, specifier] of planted) {
		const its = findings.filter((finding) => finding.startsWith(`${from}:`) && finding.includes(`(${rule})`));
		expect(its.length, `${rule}: ${from} imports ${specifier}`).toBeGreaterThanOrEqual(1);
	}
});

test('cycles are found; looking down passes', { timeout: 60_000 }, async () => {
	const files = {
		'app/package.json': imports,
		'app/src/server/a.ts': "import './b.ts';\n",
		'app/src/server/b.ts': "import './a.ts';\n",
		'app/src/features/people/server/commands.ts': "import { x } from '#features/places/server/queries.ts';\nexport const y = x;\n",
		'app/src/features/places/server/queries.ts': target,
	};
	const findings = await withTreeOnDisk(files, (tree) => check.run(tree));
	expect(findings).toEqual([expect.stringContaining('(no-cycle)')]);
});
