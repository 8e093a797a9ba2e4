import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A set of files that checks look at: the repository, or one planted by a test. Paths are relative to `root`, with `/`. */
export interface Tree {
	root: string;
	files: readonly string[];
	/** The text of a file; throws where there is none. */
	read(path: string): string;
}

/** One rule about the repository. `run` gives one plain sentence per finding, `path:line: what is wrong, what to do`; none means it holds. */
export interface Check {
	name: string;
	run(tree: Tree): Promise<string[]>;
}

export const repositoryRoot = join(import.meta.dirname, '..');

/** The files that git knows or would add: what is ignored is nobody's business here. */
export function openRepository(root = repositoryRoot): Tree {
	const listing = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
		cwd: root,
		encoding: 'utf8',
		maxBuffer: 64e6,
	});
	const files = [...new Set(listing.split('\0'))].filter((path) => path !== '' && existsSync(join(root, path))).sort();
	return { root, files, read: (path) => readFileSync(join(root, path), 'utf8') };
}

/** The 1-based line on which a character offset lies. */
export function lineAt(text: string, offset: number): number {
	let line = 1;
	for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
	return line;
}

/** Replaces comments of TypeScript by spaces, so that offsets and lines stay and prose is not read as code. */
export function blankComments(source: string): string {
	const token = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\[\s\S]|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;
	return source.replace(token, (found) => (found.startsWith('/') ? found.replace(/[^\n]/g, ' ') : found));
}
