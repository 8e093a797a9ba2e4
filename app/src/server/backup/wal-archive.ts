/**
 * The archive of WAL segments: PostgreSQL calls `wal-door.ts` for each finished one. A segment's name carries the hash of
 * its content, so that keeping it twice is nothing new and keeping another one under its name is refused.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { HostError } from '../config.ts';
import { readEncrypted, writeEncrypted } from './encrypted-file.ts';

const DOOR = join(import.meta.dirname, 'wal-door.ts');

/** The number that tells this cluster's segments from another's in the same backup folder. */
export function readSystemIdentifier(cluster: string): string {
	return readFileSync(join(cluster, 'global/pg_control')).readBigUInt64LE(0).toString();
}

export function walFolder(backupDir: string, systemIdentifier: string): string {
	return join(backupDir, 'wal', systemIdentifier);
}

/** PostgreSQL hands the command to a shell after replacing %p and %f. */
function quoteForShell(word: string): string {
	return `'${word.replaceAll("'", "'\\''").replaceAll('%', '%%')}'`;
}

export function archiveCommand(recipient: string, folder: string): string {
	return callDoor('keep', recipient, folder);
}

/** `keyFile` must be readable by the account that PostgreSQL runs as. */
export function restoreCommand(keyFile: string, folder: string): string {
	return callDoor('fetch', keyFile, folder);
}

function callDoor(act: string, key: string, folder: string): string {
	return [...[process.execPath, '--disable-warning=ExperimentalWarning', DOOR, act, key, folder].map(quoteForShell), '"%f"', '"%p"'].join(
		' ',
	);
}

function findKept(folder: string, segment: string): string[] {
	let names: string[];
	try {
		names = readdirSync(folder);
	} catch (fault) {
		if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return [];
		// Not to be taken for «there is none», which would end a recovery early.
		throw new HostError(`${folder} cannot be read by the account that PostgreSQL runs as.`, 77);
	}
	return names.filter((name) => name.startsWith(`${segment}-`) && name.endsWith('.age'));
}

export async function keepSegment(recipient: string, folder: string, segment: string, path: string): Promise<void> {
	const content = readFileSync(path);
	const name = `${segment}-${createHash('sha256').update(content).digest('hex').slice(0, 32)}.age`;
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	const kept = findKept(folder, segment);
	if (kept.includes(name)) return;
	if (kept.length > 0) throw new HostError(`${join(folder, kept[0] as string)} is another node’s: choose another BACKUP_DIR.`, 73);
	await writeEncrypted(recipient, Readable.from([content]), join(folder, name));
}

/** @returns false when the archive has no such segment. @throws HostError when it has one that is damaged. */
export async function fetchSegment(identity: string, folder: string, segment: string, target: string): Promise<boolean> {
	const [name] = findKept(folder, segment);
	if (!name) return false;
	const content = Buffer.concat(await readEncrypted(join(folder, name), identity).toArray());
	if (!name.includes(createHash('sha256').update(content).digest('hex').slice(0, 32)))
		throw new HostError(`${name} does not hold what its name says: take another copy of it.`, 65);
	const partial = `${target}.partial`;
	const handle = openSync(partial, 'w', 0o600);
	writeSync(handle, content);
	fsyncSync(handle);
	closeSync(handle);
	renameSync(partial, target);
	return true;
}

/** Removes segments that no kept backup needs. Names count upwards; the first eight digits are the timeline. */
export function forgetSegmentsBefore(folder: string, oldestNeeded: string): number {
	if (!existsSync(folder)) return 0;
	const stale = readdirSync(folder).filter((name) => /^[0-9A-F]{24}[-.]/.test(name) && name.slice(8, 24) < oldestNeeded.slice(8, 24));
	for (const name of stale) rmSync(join(folder, name));
	return stale.length;
}
