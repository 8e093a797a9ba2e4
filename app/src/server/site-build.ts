/** Builds the site when its sources changed since the last build. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { HostError } from './config.ts';
import { takeLock, writeFileDurably } from './data-folder.ts';

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

function mayWrite(path: string): boolean {
	try {
		accessSync(path, constants.W_OK);
		return true;
	} catch {
		return false;
	}
}

/** @returns whether it had to build. @throws HostError when it cannot. */
export async function buildSiteIfChanged(say: (line: string) => void): Promise<boolean> {
	if (isBuilt(hashSources())) return false;
	if (!mayWrite(APP))
		throw new HostError(`The site must be built, and this user may not write to ${APP}: start the node once as the user who owns it.`, 77);
	const lock = await waitForLock(say);
	try {
		const sources = hashSources();
		// Another start may have built it meanwhile.
		if (isBuilt(sources)) return false;
		say('Building the site (about half a minute, only when its sources changed) …');
		await build();
		// The program may be installed by another user than the one who runs it.
		writeFileDurably(STAMP, sources, 0o644);
		return true;
	} finally {
		lock.release();
	}
}

function isBuilt(sources: string): boolean {
	return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === sources;
}

/** Two starts at once would build into one folder. */
async function waitForLock(say: (line: string) => void): Promise<{ release: () => void }> {
	mkdirSync(join(APP, '.svelte-kit'), { recursive: true });
	for (let attempt = 0; ; attempt++) {
		const lock = takeLock(join(APP, '.svelte-kit/site-build.pid'));
		if (lock.release) return lock;
		if (attempt === 0) say(`Another start builds the site (process ${lock.holder}); waiting for it …`);
		await sleep(300);
	}
}

/** In a process of its own, whose memory ends with it and whose chatter is shown only when it fails. */
async function build(): Promise<void> {
	let vite: string;
	try {
		vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js');
	} catch {
		throw new HostError('The site is not built and the tools to build it are not installed: run «npm ci».', 69);
	}
	// The site is complete or it is not there: the stamp is written last.
	rmSync(STAMP, { force: true });
	try {
		await promisify(execFile)(process.execPath, [vite, 'build'], { cwd: APP, maxBuffer: 64 * 1024 ** 2 });
	} catch (fault) {
		const { stdout, stderr } = fault as { stdout?: string; stderr?: string };
		throw new Error(`The site could not be built.\n${stdout ?? ''}${stderr ?? ''}`);
	}
}
