/** Builds the site when its sources changed since the last build. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from './config.ts';
import { writeFileDurably } from './data-folder.ts';

const APP = join(import.meta.dirname, '../..');
const STAMP = join(APP, 'build/sources.sha256');
/** Run as plain TypeScript and never read by the build. */
const NOT_BUILT = ['src/locales/compiled', 'src/commands', 'src/cli.ts', 'src/web.ts', 'src/worker.ts', 'src/server/archive'].map((path) =>
	join(APP, path),
);

/** Hash of names and contents of everything that the build reads. */
export function hashSources(): string {
	const hash = createHash('sha256');
	const visit = (path: string): void => {
		if (!existsSync(path) || NOT_BUILT.includes(path)) return;
		if (!statSync(path).isDirectory()) {
			if (!/\.(db\.|node\.)?test\.ts$/.test(path))
				hash
					.update(`${path.slice(APP.length)}\0`)
					.update(readFileSync(path))
					.update('\0');
			return;
		}
		for (const name of readdirSync(path).sort()) visit(join(path, name));
	};
	for (const name of ['src', 'static', 'project.inlang/settings.json', 'vite.config.ts', 'package.json', '../package-lock.json'])
		visit(join(APP, name));
	return hash.digest('hex');
}

/** @returns whether it had to build. @throws HostError when the development packages are not installed. */
export async function buildSiteIfChanged(say: (line: string) => void): Promise<boolean> {
	const sources = hashSources();
	if (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources) return false;
	say('Building the site (about half a minute, only when its sources changed) …');
	const { createBuilder } = await import('vite').catch(() => {
		throw new HostError('The site is not built and the tools to build it are not installed: run «npm ci».', 69);
	});
	// The site is complete or it is not there: the stamp is written last.
	rmSync(STAMP, { force: true });
	const before = process.cwd();
	process.chdir(APP);
	try {
		await (await createBuilder({ root: APP, logLevel: 'warn' })).buildApp();
	} finally {
		process.chdir(before);
	}
	writeFileDurably(STAMP, sources);
	return true;
}
