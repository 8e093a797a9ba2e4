import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check, Tree } from '../repository.ts';
import { lastWords, runTool } from '../run-tool.ts';

/** Projects of plain TypeScript; packages see no platform at all, so that their purity is a fact of the compiler. */
const projects = ['packages/tsconfig.json', 'tools/tsconfig.json'];

export const check: Check = {
	name: 'types',
	async run(tree: Tree) {
		const findings: string[] = [];
		for (const project of projects.filter((path) => existsSync(join(tree.root, path)))) {
			findings.push(...(await compileProject(tree.root, project)));
		}
		if (existsSync(join(tree.root, 'app/tsconfig.json'))) findings.push(...(await checkApp(tree.root)));
		return findings;
	},
};

async function compileProject(root: string, project: string): Promise<string[]> {
	const result = await runTool('tsc', ['--noEmit', '--pretty', 'false', '-p', project], root);
	// TS18003: no inputs. A folder without its first package yet.
	const findings = [...result.output.matchAll(/^(?:(.+?)\((\d+),\d+\): )?error (TS\d+): (.*)$/gm)]
		.filter(([, , , code]) => code !== 'TS18003')
		.map(([, path, line, code, words]) => `${path ?? project}:${line ?? 1}: ${words} (${code})`);
	return result.code !== 0 && result.output.trim() === '' ? [lastWords('tsc', result)] : findings;
}

async function checkApp(root: string): Promise<string[]> {
	const app = join(root, 'app');
	const result = await runTool('svelte-check', ['--tsgo', '--output', 'machine', '--tsconfig', './tsconfig.json'], app);
	const findings = [...result.output.matchAll(/^\d+ (?:ERROR|WARNING) "(.*?)" (\d+):\d+ "(.*)"$/gm)].map(
		([, path, line, words]) => `app/${path}:${line}: ${words?.replaceAll('\\"', '"').replaceAll('\\n', ' ')}`,
	);
	return result.code !== 0 && findings.length === 0 ? [lastWords('svelte-check', result)] : findings;
}
