import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

/** There is no browser here and none may be installed; `message` is one sentence that says what to do. */
export class ChromiumMissing extends Error {
	/** EX_UNAVAILABLE of sysexits. */
	readonly exitCode = 69;
}

/**
 * The path of a Chromium: CHROMIUM_PATH, else one on PATH, else Debian's package where this process may install it.
 * @throws ChromiumMissing when there is none and none may be installed.
 */
export function findOrInstallChromium(environment: NodeJS.ProcessEnv = process.env): string {
	const chosen = environment.CHROMIUM_PATH;
	if (chosen) {
		if (isProgram(chosen)) return chosen;
		throw new ChromiumMissing(`CHROMIUM_PATH is ${chosen}, which is not a program; correct it or unset it.`);
	}
	const present = findChromium(environment);
	if (present) return present;
	const installer = process.getuid?.() === 0 ? findOnPath('apt-get', environment) : undefined;
	if (!installer) {
		throw new ChromiumMissing('The tests need a browser: install Chromium (Debian: «apt-get install chromium») or set CHROMIUM_PATH.');
	}
	console.log('No Chromium here: installing the package of this system, which takes a minute or two …');
	for (const words of ['update -qq', 'install -y -qq --no-install-recommends chromium']) {
		console.log(`  apt-get ${words}`);
		const env = { ...environment, DEBIAN_FRONTEND: 'noninteractive' };
		spawnSync(installer, words.split(' '), { stdio: ['ignore', 'ignore', 'inherit'], env });
	}
	const installed = findChromium(environment);
	if (installed) return installed;
	throw new ChromiumMissing('apt-get could not install Chromium (its words are above); install one by hand or set CHROMIUM_PATH.');
}

function findChromium(environment: NodeJS.ProcessEnv): string | undefined {
	for (const program of programs) {
		const path = findOnPath(program, environment);
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

function findOnPath(program: string, environment: NodeJS.ProcessEnv): string | undefined {
	const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
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
