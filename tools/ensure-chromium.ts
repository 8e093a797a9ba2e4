import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** There is no browser here and none may be installed; `message` is one sentence that says what to do. */
export class ChromiumMissing extends Error {
	/** EX_UNAVAILABLE of sysexits. */
	readonly exitCode = 69;
}

/** The path of a Chromium: CHROMIUM_PATH, else one on PATH, else Debian's package where this process may install it. */
export function findOrInstallChromium(): string {
	const chosen = process.env.CHROMIUM_PATH;
	if (chosen) {
		if (isProgram(chosen)) return chosen;
		throw new ChromiumMissing(`CHROMIUM_PATH is ${chosen}, which is not a program; correct it or unset it.`);
	}
	const present = findChromium();
	if (present) return present;
	if (process.getuid?.() !== 0 || !findOnPath('apt-get')) {
		throw new ChromiumMissing('The tests need a browser: install Chromium (Debian: «apt-get install chromium») or set CHROMIUM_PATH.');
	}
	console.log('No Chromium here: installing the package of this system, which takes a minute or two …');
	for (const words of [
		['update', '-qq'],
		['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
	]) {
		console.log(`  apt-get ${words.join(' ')}`);
		spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
	}
	const installed = findChromium();
	if (installed) return installed;
	throw new ChromiumMissing('apt-get could not install Chromium (its words are above); install one by hand or set CHROMIUM_PATH.');
}

function findChromium(): string | undefined {
	for (const program of programs) {
		const path = findOnPath(program);
		if (path && starts(path)) return path;
	}
}

/** Ubuntu's `chromium-browser` may be a script that only asks for a snap. */
function starts(path: string): boolean {
	try {
		return /\d+\.\d+/.test(execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 }));
	} catch {
		return false;
	}
}

function findOnPath(program: string): string | undefined {
	const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
	return folders.map((folder) => join(folder, program)).find(isProgram);
}

function isProgram(path: string): boolean {
	try {
		accessSync(path, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}
