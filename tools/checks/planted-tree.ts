import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { repositoryRoot, type Tree } from '../repository.ts';

/** A tree in memory, for checks that only read. */
export function plantTree(files: Record<string, string>): Tree {
	return {
		root: '/nowhere',
		files: Object.keys(files).sort(),
		read: (path) => {
			const text = files[path];
			if (text === undefined) throw new Error(`${path} is not planted`);
			return text;
		},
	};
}

/** The same tree on disk, for checks that start a tool; removed when `use` is done. */
export async function withTreeOnDisk<T>(files: Record<string, string>, use: (tree: Tree) => Promise<T>): Promise<T> {
	const root = mkdtempSync(join(tmpdir(), 'groundswell-check-'));
	try {
		for (const [path, text] of Object.entries(files)) {
			mkdirSync(dirname(join(root, path)), { recursive: true });
			writeFileSync(join(root, path), text);
		}
		symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'));
		return await use({ ...plantTree(files), root });
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}
