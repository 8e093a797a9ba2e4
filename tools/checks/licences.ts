import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lock } from '../lock.ts';
import type { Check, Tree } from '../repository.ts';

/** May be combined with a work under AGPL-3.0-or-later, by the FSF's list of licences; OFL for fonts, CC-BY-4.0 for data. */
const compatible = new Set(
	`MIT MIT-0 X11 ISC 0BSD BSD-2-Clause BSD-3-Clause Apache-2.0 BlueOak-1.0.0 Unlicense CC0-1.0 Zlib Python-2.0 PSF-2.0 WTFPL Artistic-2.0
	MPL-2.0 LGPL-2.1-or-later LGPL-3.0-only LGPL-3.0-or-later GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later AGPL-3.0-only AGPL-3.0-or-later
	Unicode-3.0 OFL-1.1 CC-BY-4.0`.split(/\s+/),
);

/** Packages whose package.json says less than their licence file does. */
const exceptions: Record<string, string> = {
	'@inlang/plugin-message-format': 'its LICENSE file is MIT',
	'sqlite-wasm-kysely': 'its LICENSE file is MIT; comes with the compiler of messages',
	'svelte-toolbelt': 'its LICENSE file is MIT; comes with bits-ui',
};

export const check: Check = {
	name: 'licences',
	async run(tree: Tree) {
		const lock: Lock = JSON.parse(tree.read('package-lock.json'));
		return Object.keys(lock.packages)
			.filter((path) => path.includes('node_modules/') && !lock.packages[path]?.link)
			.flatMap((path) => {
				const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
				if (name in exceptions) return [];
				const licence = licenceOf(tree.root, lock, path, name);
				if (licence && isCompatible(licence)) return [];
				return [
					`package-lock.json: ${name} is under «${licence ?? 'no named licence'}»; replace it, or name it with a reason in licences.ts.`,
				];
			});
	},
};

/** What is not installed here (a package of another platform) answers by the lock, else by the package that brings it. */
function licenceOf(root: string, lock: Lock, path: string, name: string): string | undefined {
	const manifest = join(root, path, 'package.json');
	if (existsSync(manifest)) {
		const { license, licenses } = JSON.parse(readFileSync(manifest, 'utf8'));
		return license?.type ?? license ?? licenses?.map((one: { type: string }) => one.type).join(' OR ');
	}
	const entry = lock.packages[path];
	if (entry?.license) return entry.license;
	const parent = Object.keys(lock.packages).find((other) => lock.packages[other]?.optionalDependencies?.[name]);
	return parent ? lock.packages[parent]?.license : undefined;
}

/** Reads an SPDX expression without nesting deeper than its parentheses: any side of OR will do, every side of AND must. */
export function isCompatible(expression: string): boolean {
	const bare = expression.trim().replace(/^\(([^()]*)\)$/, '$1');
	const sides = bare.split(/ OR (?![^(]*\))/);
	if (sides.length > 1) return sides.some(isCompatible);
	const parts = bare.split(/ AND (?![^(]*\))/);
	if (parts.length > 1) return parts.every(isCompatible);
	return compatible.has(bare.replace(/ WITH .*$/, ''));
}
