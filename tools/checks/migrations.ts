import type { Check, Tree } from '../repository.ts';

const folder = 'app/db/migrations/';

export const check: Check = {
	name: 'migrations',
	async run(tree: Tree) {
		const findings: string[] = [];
		let expected = 1;
		for (const path of tree.files.filter((file) => file.startsWith(folder)).sort()) {
			const number = /^(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.sql$/.exec(path.slice(folder.length))?.[1];
			if (!number) {
				findings.push(`${path}:1: a migration is called NNNN-what-it-does.sql.`);
				continue;
			}
			if (Number(number) !== expected) {
				findings.push(`${path}:1: number ${number} where ${String(expected).padStart(4, '0')} is next; numbers run without gap or double.`);
			}
			expected = Number(number) + 1;
			const first = tree.read(path).split('\n')[0] ?? '';
			if (!/^-- \S+( \S+){2,}/.test(first)) findings.push(`${path}:1: the first line says why, as «-- because …».`);
		}
		return findings;
	},
};
