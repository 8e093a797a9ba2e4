import type { Check, Tree } from '../repository.ts';

const generated = new Set(['app/db/tables.ts']);

export const check: Check = {
	name: 'sizes',
	async run(tree: Tree) {
		const decisions = new Set(tree.files.flatMap((path) => /^docs\/decisions\/(\d{4})-[^/]+\.md$/.exec(path)?.[1] ?? []));
		return tree.files
			.filter((path) => /\.(ts|js|mjs|cjs|svelte|css)$/.test(path) && !generated.has(path))
			.flatMap((path) => judgeSize(path, tree.read(path), decisions));
	},
};

function judgeSize(path: string, text: string, decisions: Set<string>): string[] {
	const { limit, what } = limitOf(path);
	const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
	if (lines <= limit) return [];
	const named = /(?:\/\/|\/\*|\*|<!--).*\bdecision (\d{4})\b/.exec(text)?.[1];
	if (named && decisions.has(named)) return [];
	if (named)
		return [`${path}:1: ${lines} lines lean on decision ${named}, which docs/decisions/ does not hold; write it or split the file.`];
	return [`${path}:1: ${lines} lines, ${what} stops at ${limit}; split it by idea, or name the decision record that lifts the stop.`];
}

function limitOf(path: string): { limit: number; what: string } {
	if (/\.(test|spec)\.ts$/.test(path)) return { limit: 600, what: 'a test' };
	if (/\/routes\/(.*\/)?\+[^/]+$/.test(path)) return { limit: 120, what: 'a route file' };
	if (path.endsWith('.svelte')) return { limit: 300, what: 'a component' };
	return { limit: 400, what: 'a file' };
}
