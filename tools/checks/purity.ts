import { blankComments, type Check, lineAt, type Tree } from '../repository.ts';

/** The compiler keeps the world out of `packages/`; these are what it lets through, since ECMAScript itself has them. */
const impure: [RegExp, string][] = [
	[/\bDate\.now\b/g, 'Date.now reads the clock'],
	[/\bnew Date\(\s*\)/g, 'new Date() reads the clock'],
	[/(?<![.\w]|new )\bDate\(\s*\)/g, 'Date() reads the clock'],
	[/\bMath\.random\b/g, 'Math.random throws dice'],
	[/\bperformance\.now\b/g, 'performance.now reads the clock'],
	[/\bcrypto\.(?:randomUUID|getRandomValues)\b/g, 'crypto throws dice'],
	[/\bglobalThis\b/g, 'globalThis reaches for the world'],
];

export const check: Check = {
	name: 'purity',
	async run(tree: Tree) {
		return tree.files.filter(mustBePure).flatMap((path) => {
			const text = tree.read(path);
			const source = blankComments(text);
			return impure.flatMap(([pattern, what]) =>
				[...source.matchAll(pattern)].map(
					(found) => `${path}:${lineAt(text, found.index)}: ${what}; take the time, the seed or the identifier as an argument.`,
				),
			);
		});
	},
};

/** Packages, and the domain of a room: what lies neither in its `server/` nor in its `ui/`. */
function mustBePure(path: string): boolean {
	if (!path.endsWith('.ts') || /\.(test|bench)\.ts$/.test(path)) return false;
	return path.startsWith('packages/') ? !path.includes('/bench/') : /^app\/src\/features\/[^/]+\/(?!server\/|ui\/)/.test(path);
}
