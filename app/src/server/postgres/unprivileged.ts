/** PostgreSQL refuses to run as root, so root runs it with fewer rights: in a user namespace, else as the account «nobody». */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { HostError } from '../config.ts';
import type { DataFolder } from '../data-folder.ts';

const ACCOUNT = 'nobody';

/** The words before a command of PostgreSQL. `owned`: what it must be able to write; `read`: what it must reach besides. */
export function asUnprivileged(
	command: string,
	folder: DataFolder,
	owned: readonly string[],
	read: readonly string[] = [],
): [string, ...string[]] {
	if (process.getuid?.() !== 0) return [command];
	const there = owned.filter((path) => existsSync(path));
	if (hasUserNamespaces()) {
		// Left by a start where namespaces were forbidden.
		if (there.some((path) => statSync(path).uid !== 0)) execFileSync('chown', ['-R', 'root:root', '--', ...there]);
		return ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--', command];
	}
	const { uid, gid } = accountNumbers();
	execFileSync('chown', ['-R', `${uid}:${gid}`, '--', ...there]);
	letServerPass(folder.root);
	for (const path of [command, ...there, ...read]) checkReachable(path, uid, gid);
	return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--', command];
}

/** Others may pass through a folder, not look into it, where PostgreSQL runs as another account; what lies in it stays closed. */
export function letServerPass(path: string): void {
	if (process.getuid?.() === 0 && !hasUserNamespaces()) chmodSync(path, 0o711);
}

/** Whether a file's owner is the account that PostgreSQL runs as where namespaces are forbidden. */
export function isOfServerAccount(uid: number): boolean {
	return process.getuid?.() === 0 && uid === accountNumbers().uid;
}

function checkReachable(path: string, uid: number, gid: number): void {
	try {
		execFileSync('setpriv', [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--', 'test', '-r', path], { stdio: 'ignore' });
	} catch {
		throw new HostError(
			`PostgreSQL cannot run as root, user namespaces are forbidden here, and the account ${ACCOUNT} cannot reach ${path}: start as another user, or choose a folder outside ${dirname(path)}.`,
			77,
		);
	}
}

function accountNumbers(): { uid: number; gid: number } {
	const ask = (flag: string) => Number(execFileSync('id', [flag, ACCOUNT], { encoding: 'utf8' }));
	return { uid: ask('-u'), gid: ask('-g') };
}

let namespaces: boolean | undefined;
function hasUserNamespaces(): boolean {
	if (namespaces === undefined) {
		try {
			execFileSync('unshare', ['--user', '--map-user=1000', '--map-group=1000', '--', 'true'], { stdio: 'ignore' });
			namespaces = true;
		} catch {
			namespaces = false;
		}
	}
	return namespaces;
}
