import { relative, resolve } from 'node:path';
import type { Check, Tree } from '../repository.ts';
import { lastWords, runTool } from '../run-tool.ts';

/** Format and lint, as biome.json sets them. */
export const check: Check = {
	name: 'format and lint',
	async run(tree: Tree) {
		const result = await runTool(
			'biome',
			['check', '--reporter=github', '--max-diagnostics=200', '--no-errors-on-unmatched', '.'],
			tree.root,
		);
		const findings = [...result.output.matchAll(/^::(?:error|warning) title=([^,]*),file=([^,]*),line=(\d+),[^:]*::(.*)$/gm)].map(
			([, rule = '', path = '', line, words = '']) => {
				const at = `${relative(tree.root, resolve(tree.root, path))}:${line}`;
				return rule === 'format' ? `${at}: is not formatted; run «npx biome format --write».` : `${at}: ${words.trim()} (${rule})`;
			},
		);
		return result.code !== 0 && findings.length === 0 ? [lastWords('biome', result)] : findings;
	},
};
