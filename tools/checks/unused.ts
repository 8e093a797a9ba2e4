import type { Check, Tree } from '../repository.ts';
import { lastWords, runTool } from '../run-tool.ts';

/** Code, exports and dependencies that nothing uses. */
export const check: Check = {
	name: 'unused code',
	async run(tree: Tree) {
		const result = await runTool('knip', ['--no-progress', '--reporter', 'json'], tree.root);
		if (!result.output.trimStart().startsWith('{')) return [lastWords('knip', result)];
		const { issues } = JSON.parse(result.output) as { issues: Record<string, unknown>[] };
		return issues.flatMap(describe);
	},
};

const kinds: Record<string, string> = {
	files: 'is used by nothing',
	dependencies: 'dependency that nothing imports',
	devDependencies: 'development dependency that nothing uses',
	unlisted: 'imported but not in this package.json',
	binaries: 'program that no dependency brings',
	unresolved: 'import that leads nowhere',
	exports: 'exported but used nowhere else',
	types: 'type exported but used nowhere else',
	duplicates: 'exported twice',
};

function describe(issue: Record<string, unknown>): string[] {
	const path = String(issue.file);
	return Object.entries(kinds).flatMap(([kind, words]) =>
		((issue[kind] ?? []) as (Named | Named[])[]).flat().map(({ name, line }) => {
			const subject = kind === 'files' ? 'this file' : `«${name}»`;
			return `${path}:${line ?? 1}: ${subject} ${kind === 'files' ? words : `is ${withArticle(words)}`}; remove it or use it.`;
		}),
	);
}

interface Named {
	name: string;
	line?: number;
}

function withArticle(words: string): string {
	return /^(exported|imported)/.test(words) ? words : `a ${words}`;
}
