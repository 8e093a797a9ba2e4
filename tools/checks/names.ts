import type { Check, Tree } from '../repository.ts';

const saysNothing = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'shared', 'misc', 'lib', 'manager', 'types', 'index']);
const kebab = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
const pascal = /^[A-Z][A-Za-z0-9]*$/;

/** A package's door, and the one name that SvelteKit asks for. */
const mayBeIndex = /^(packages\/[^/]+\/(src\/)?index\.ts|app\/src\/service-worker\/index\.ts)$/;

export const check: Check = {
	name: 'names',
	async run(tree: Tree) {
		return tree.files.filter((path) => /\.(ts|js|mjs|cjs|svelte|css|sql)$/.test(path)).flatMap(judgeName);
	},
};

function judgeName(path: string): string[] {
	const findings: string[] = [];
	const segments = path.split('/');
	for (const segment of segments) {
		const stem = segment.split('.')[0] ?? '';
		if (saysNothing.has(stem.toLowerCase()) && !mayBeIndex.test(path)) {
			findings.push(`${path}:1: «${stem}» says nothing about what is inside; name it after the noun or the act.`);
		}
	}
	const file = segments.at(-1) ?? '';
	if (file.endsWith('.svelte') && !file.startsWith('+') && !pascal.test(file.slice(0, -'.svelte'.length))) {
		findings.push(`${path}:1: a component is named in PascalCase.`);
	}
	if (file.endsWith('.ts') && !file.startsWith('+') && !kebab.test(file))
		findings.push(`${path}:1: a file of code is named in kebab-case.`);
	return findings;
}
