import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Check, lineAt, repositoryRoot, type Tree } from '../repository.ts';
import { lastWords, runTool } from '../run-tool.ts';

interface Violation {
	from: string;
	to: string;
	rule: { name: string };
	cycle?: { name: string }[];
}

interface Summary {
	violations: Violation[];
	ruleSetUsed: { forbidden: { name: string; comment: string }[] };
}

const places = ['app/src', 'packages', 'tools', 'e2e', 'bench'];

/** The six direction rules of the house; the rules themselves stand in .dependency-cruiser.cjs. */
export const check: Check = {
	name: 'direction',
	async run(tree: Tree) {
		const rules = join(repositoryRoot, '.dependency-cruiser.cjs');
		const present = places.filter((place) => existsSync(join(tree.root, place)));
		const result = await runTool('depcruise', ['--config', rules, '--output-type', 'json', ...present], tree.root);
		if (!result.output.trimStart().startsWith('{')) return [lastWords('dependency-cruiser', result)];
		const { violations, ruleSetUsed }: Summary = JSON.parse(result.output).summary;
		const advice = new Map(ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
		return violations.map((violation) => describe(tree, violation, advice.get(violation.rule.name) ?? ''));
	},
};

function describe(tree: Tree, { from, to, rule, cycle }: Violation, advice: string): string {
	const text = tree.files.includes(from) ? tree.read(from) : '';
	const line = lineAt(text, Math.max(0, text.indexOf(`${basename(to)}'`)));
	const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
	return `${from}:${line}: imports ${way} (${rule.name}). ${advice}`;
}
