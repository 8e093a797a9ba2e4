/** The node's folder: where each thing lies, its secrets, and the lock that keeps a second program out. */
import { randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	statfsSync,
	writeFileSync,
	writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { HostError } from './config.ts';

export type DataFolder = Readonly<{
	root: string;
	cluster: string;
	keys: string;
	/** Append-only record of erasures, replayed after every restore: it must survive what the database forgets. */
	ledger: string;
	/** What people uploaded, until it was worked through. */
	uploads: string;
	/** PMTiles of regions. */
	maps: string;
	logs: string;
}>;

/** Room for a WAL segment or two, an upload and PostgreSQL's own temporary files. */
const LEAST_FREE_BYTES = 256 * 1024 ** 2;

/**
 * Makes what is missing in the data folder.
 * @throws HostError when the folder cannot be written or its disk is full.
 */
export function openDataFolder(root: string, leastFreeBytes = LEAST_FREE_BYTES): DataFolder {
	const folder: DataFolder = {
		root,
		cluster: join(root, 'postgres'),
		keys: join(root, 'keys'),
		ledger: join(root, 'ledger'),
		uploads: join(root, 'uploads'),
		maps: join(root, 'maps'),
		logs: join(root, 'logs'),
	};
	try {
		for (const path of [root, folder.keys, folder.ledger, folder.uploads, folder.maps, folder.logs])
			mkdirSync(path, { recursive: true, mode: 0o700 });
		const probe = join(root, '.writable');
		writeFileSync(probe, '');
		rmSync(probe);
	} catch (fault) {
		throw explainFolderFault(fault, root);
	}
	const { bavail, bsize } = statfsSync(root);
	if (bavail * bsize < leastFreeBytes) {
		throw new HostError(
			`The disk of ${root} is full (${Math.floor((bavail * bsize) / 1024 ** 2)} MB free, ${leastFreeBytes / 1024 ** 2} MB needed): free some space or choose another folder with --data.`,
			74,
		);
	}
	return folder;
}

function explainFolderFault(fault: unknown, root: string): unknown {
	const code = (fault as NodeJS.ErrnoException).code;
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
		return new HostError(`This user may not write to ${root}: give it the folder (chown) or choose another one with --data.`, 77);
	}
	if (code === 'ENOSPC' || code === 'EDQUOT')
		return new HostError(`The disk of ${root} is full: free some space or choose another folder with --data.`, 74);
	if (code === 'ENOTDIR' || code === 'EEXIST') return new HostError(`${root} is a file, not a folder: choose a folder with --data.`, 73);
	return fault;
}

/**
 * Takes the folder for this program until `release` is called or the program ends.
 * @throws HostError when a program that is alive holds it.
 */
export function lockDataFolder(folder: DataFolder): { release: () => void } {
	const path = join(folder.root, 'groundswell.pid');
	try {
		const lock = takeLock(path);
		if (lock.release) return lock;
		throw new HostError(
			`A node already runs on ${folder.root} (process ${lock.holder}): stop it first (kill ${lock.holder}), or choose another folder with --data.`,
			75,
		);
	} catch (fault) {
		throw explainFolderFault(fault, folder.root);
	}
}

export type Lock = { release: () => void; holder?: undefined } | { release?: undefined; holder: number };

/** Takes a lock file, or says which living process has it. A lock outlives its program and is then anybody's. */
export function takeLock(path: string): Lock {
	for (let attempt = 0; ; attempt++) {
		try {
			const handle = openSync(path, 'wx', 0o600);
			writeSync(handle, `${process.pid} ${processBirth(process.pid)}\n`);
			closeSync(handle);
			return { release: () => rmSync(path, { force: true }) };
		} catch (fault) {
			if ((fault as NodeJS.ErrnoException).code !== 'EEXIST') throw fault;
		}
		const [pid = '', birth] = readIfThere(path).trim().split(' ');
		if (birth && processBirth(Number(pid)) === birth) return { holder: Number(pid) };
		if (attempt > 5) return { holder: Number(pid) };
		// Left behind by a program that was killed. The rename decides between two that notice at once.
		try {
			renameSync(path, `${path}.${process.pid}.stale`);
			rmSync(`${path}.${process.pid}.stale`, { force: true });
		} catch {}
	}
}

/** Start time of a process in clock ticks since boot, which tells a reused number apart; empty when there is none. */
export function processBirth(pid: number): string {
	const stat = readIfThere(`/proc/${pid}/stat`);
	return stat ? (stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '') : '';
}

function readIfThere(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}

export type Secrets = Readonly<{
	/** Passwords of the database roles, by role. */
	superuser: string;
	owner: string;
	whole: string;
	scoped: string;
	queue: string;
	/** Key of the hashes under which objections are kept (base64url, 32 bytes). */
	objectionKey: string;
	/** Key of what the node seals for itself: TOTP secrets, links (base64url, 32 bytes). */
	sealingKey: string;
}>;

/** Reads the node's secrets, making them at the first start. */
export function readSecrets(folder: DataFolder): Secrets {
	const path = join(folder.keys, 'secrets.json');
	if (!existsSync(path)) {
		const secret = () => randomBytes(32).toString('base64url');
		const secrets: Secrets = {
			superuser: secret(),
			owner: secret(),
			whole: secret(),
			scoped: secret(),
			queue: secret(),
			objectionKey: secret(),
			sealingKey: secret(),
		};
		writeFileDurably(path, `${JSON.stringify(secrets, null, '\t')}\n`);
	}
	return JSON.parse(readFileSync(path, 'utf8'));
}

/** Writes a file so that a crash leaves either the old content or the new, never a part. */
export function writeFileDurably(path: string, content: string | Uint8Array, mode = 0o600): void {
	const partial = `${path}.${process.pid}.partial`;
	writeFileSync(partial, content, { mode, flush: true });
	renameSync(partial, path);
}
