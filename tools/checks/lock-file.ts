import { findMissingOptional, type Lock } from '../lock.ts';
import type { Check, Tree } from '../repository.ts';

const lists = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

export const check: Check = {
	name: 'lock file',
	async run(tree: Tree) {
		const lock: Lock = JSON.parse(tree.read('package-lock.json'));
		const findings = Object.entries(lock.packages)
			.filter(([, entry]) => entry.resolved && !entry.link)
			.map(([path]) => `package-lock.json: ${path} carries the address of a registry; run «npm run lock».`);
		for (const { name, version, wantedBy } of findMissingOptional(lock)) {
			findings.push(`package-lock.json: ${name} ${version}, optional for ${wantedBy}, is missing; run «npm run lock».`);
		}
		if (tree.files.includes('.npmrc') && /^\s*[^#;]*registry\s*=/m.test(tree.read('.npmrc'))) {
			findings.push('.npmrc:1: names a registry; each host chooses its own.');
		}
		for (const path of tree.files.filter((file) => /^(package\.json|[^/]+\/(?:[^/]+\/)?package\.json)$/.test(file))) {
			findings.push(...judgeManifest(path, JSON.parse(tree.read(path)), lock));
		}
		return findings;
	},
};

function judgeManifest(path: string, manifest: Record<string, unknown>, lock: Lock): string[] {
	const findings: string[] = [];
	const locked = lock.packages[path === 'package.json' ? '' : path.slice(0, -'/package.json'.length)];
	if (!locked) return [`${path}:1: is not in package-lock.json; run «npm install && npm run lock».`];
	for (const list of lists) {
		for (const [name, version] of Object.entries((manifest[list] ?? {}) as Record<string, string>)) {
			if (!/^(npm:@?[^@]+@)?\d+\.\d+\.\d+[\w.+-]*$/.test(version) && version !== '*') {
				findings.push(`${path}:1: ${name} ${version} is not one exact version; pin it.`);
			}
			if ((locked[list] as Record<string, string> | undefined)?.[name] !== version) {
				findings.push(`${path}:1: package-lock.json does not know ${name} ${version}; run «npm install && npm run lock».`);
			}
		}
	}
	return findings;
}
