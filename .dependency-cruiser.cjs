// The direction of the house as rules: doors and routes → rooms, floor by floor → plumbing and packages. `npm run check` runs them.

/** From the top down; a room imports rooms of lower floors only. */
const floors = [
	['network'],
	['boards'],
	['canvass', 'phonebank', 'messages', 'events', 'pages', 'funds', 'signals', 'decisions', 'work-units'],
	['outreach'],
	['groups', 'segments'],
	['people'],
	['consent'],
	['places'],
	['identity'],
	['node'],
];

const rooms = '^app/src/features/';
const domain = '^app/src/features/[^/]+/(?!server/|ui/)';
const doors = '^app/src/([^/]+\\.ts$|cli/|worker/|supervisor/|routes/)';
const composers = '^app/src/(rooms|worker|cli|hooks[^/]*)\\.ts$|^app/src/(cli|worker|routes)/';
const frameworks = 'node_modules/(svelte|@sveltejs|vite|bits-ui|@lucide|maplibre-gl|@inlang)/';
/** What a domain may lean on besides packages: pure, and free of any platform. */
const pureLibraries = 'node_modules/(valibot|uuid|libphonenumber-js)/';
const tests = '\\.(test|spec|bench)\\.ts$';

const floorRules = floors.flatMap((floor, index) => {
	const from = { path: `${rooms}(${floor.join('|')})/` };
	const above = floors.slice(0, index).flat();
	const rules = [
		{
			name: `floor-of-${floor[0]}-has-no-doors-inside`,
			comment: 'Rooms of one floor do not import each other; announce an event.',
			from,
			to: { path: `${rooms}(${floor.join('|')})/`, pathNot: `${rooms}$1/` },
		},
	];
	if (above.length > 0) {
		rules.push({
			name: `floor-of-${floor[0]}-looks-down`,
			comment: 'A room imports lower floors only; announce an event, or ask through rooms.ts.',
			from,
			to: { path: `${rooms}(${above.join('|')})/` },
		});
	}
	return rules;
});

module.exports = {
	forbidden: [
		{
			name: 'packages-know-only-packages',
			comment: 'A package imports lower packages only.',
			from: { path: '^packages/', pathNot: tests },
			to: { path: '^(app|e2e|bench|tools)/' },
		},
		{
			name: 'packages-touch-nothing',
			comment: 'A package has no disk, no network, no clock.',
			from: { path: '^packages/', pathNot: tests },
			to: { dependencyTypes: ['core'] },
		},
		{
			name: 'plumbing-knows-no-feature',
			comment: 'ui/, server/ and device/ know no room, no route and no door; turn the dependency round.',
			from: { path: '^app/src/(ui|server|device)/' },
			to: { path: `^app/src/(features|routes)/|${composers}` },
		},
		{
			name: 'ui-and-device-never-reach-the-server',
			comment: 'What runs in a browser imports no server/.',
			from: { path: '^app/src/(ui|device)/|^app/src/features/[^/]+/ui/', pathNot: tests },
			to: { path: '/server/' },
		},
		{
			name: 'plumbing-has-no-screen',
			comment: 'server/ touches the world, ui/ touches the screen.',
			from: { path: '^app/src/(server|features/[^/]+/server)/' },
			to: { path: '^app/src/(ui|device|routes)/|^app/src/features/[^/]+/ui/' },
		},
		{
			name: 'domain-imports-domain',
			comment: 'The domain of a room imports packages and the domain of rooms, nothing else.',
			from: { path: domain, pathNot: tests },
			to: { pathNot: [`${domain}`, '^packages/', 'node_modules/@groundswell/', pureLibraries] },
		},
		{
			name: 'no-framework-in-server',
			comment: 'Worker, command line and tests need no framework.',
			from: { path: '^app/src/(server|features/[^/]+/server)/', pathNot: tests },
			to: { path: frameworks },
		},
		{
			name: 'ui-shows-its-own-room',
			comment: 'A room shows itself; a route puts two rooms on one page.',
			from: { path: `${rooms}([^/]+)/ui/` },
			to: { path: `${rooms}[^/]+/ui/`, pathNot: `${rooms}$1/` },
		},
		{
			name: 'server-asks-commands-and-queries',
			comment: "Another room's server is asked through its commands and queries.",
			from: { path: `${rooms}([^/]+)/`, pathNot: tests },
			to: { path: `${rooms}[^/]+/server/`, pathNot: [`${rooms}$1/`, `${rooms}[^/]+/server/(commands|queries)(\\.ts$|/)`] },
		},
		{
			name: 'store-is-private',
			comment: 'A store is private to its room.',
			// The test of the walls goes behind every guard, stores included.
			from: { pathNot: [`${rooms}([^/]+)/`, tests.replace('|bench', '')] },
			to: { path: `${rooms}[^/]+/server/store` },
		},
		{
			name: 'rooms-never-import-the-list-of-rooms',
			comment: 'Only doors and routes compose rooms.',
			from: { path: rooms },
			to: { path: doors },
		},
		{
			name: 'every-room-has-a-floor',
			comment: 'Enter the room in the floors of .dependency-cruiser.cjs and of the architecture.',
			from: { path: rooms, pathNot: `${rooms}(${floors.flat().join('|')})/` },
			to: {},
		},
		{ name: 'no-cycle', comment: 'No cycles; move what both need below both.', from: {}, to: { circular: true } },
		{
			name: 'imports-lead-somewhere',
			comment: 'A rule cannot judge an import that leads nowhere.',
			from: {},
			to: { path: '^(#|\\.)', pathNot: '\\$types|^#locales/compiled', couldNotResolve: true },
		},
		...floorRules,
	],
	options: {
		doNotFollow: { path: 'node_modules' },
		exclude: { path: '\\.svelte-kit/|/locales/compiled/|^app/build/' },
		tsPreCompilationDeps: true,
		enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['svelte', 'import', 'node', 'default', 'types'] },
	},
};
