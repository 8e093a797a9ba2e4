/** What lies in a backup folder: backups with their manifests, the WAL between them, the ledger of erasures. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../config.ts';
import { forgetSegmentsBefore, walFolder } from './wal-archive.ts';

export type BackupReason = 'asked' | 'daily' | 'before-upgrade';

/** Lies beside its backup in the clear and is written last: a backup without it is not complete. No personal data. */
export type BackupManifest = {
	format: 1;
	/** `physical`: the embedded database's own files. `portable`: an archive of the host's own PostgreSQL. */
	kind: 'physical' | 'portable';
	file: string;
	reason: BackupReason;
	program: string;
	/** ISO 8601. A restore can reach any moment after it. */
	endedAt: string;
	bytes: number;
	sha256: string;
	physical?: { postgres: number; systemIdentifier: string; startSegment: string };
};

export const LEDGER_COPY = 'ledger.age';
const KEPT_DAYS = 7;
const KEPT_WEEKS = 4;
const DAY_MS = 86_400_000;

/** Complete backups, oldest first. @throws HostError when there is no such folder. */
export function listBackups(backupDir: string): BackupManifest[] {
	let names: string[];
	try {
		names = readdirSync(backupDir);
	} catch {
		throw new HostError(`${backupDir} is no folder that can be read: give the folder of the backups.`, 66);
	}
	return names
		.filter((name) => name.endsWith('.backup.json'))
		.map((name) => JSON.parse(readFileSync(join(backupDir, name), 'utf8')) as BackupManifest)
		.filter(({ file }) => existsSync(join(backupDir, file)))
		.sort((a, b) => (a.endedAt < b.endedAt ? -1 : 1));
}

export function lastBackup(backupDir: string): BackupManifest | undefined {
	return existsSync(backupDir) ? listBackups(backupDir).at(-1) : undefined;
}

/** The newest of each of the last 7 days and of the last 4 weeks, and everything younger than a day. Pure. */
export function chooseKept(backups: readonly BackupManifest[], now: Date): Set<string> {
	const kept = new Set<string>();
	const newestOf = (spanMs: number, spans: number) => {
		const found = new Map<number, string>();
		for (const { endedAt, file } of backups) found.set(Math.floor(Date.parse(endedAt) / spanMs), file);
		const current = Math.floor(now.getTime() / spanMs);
		for (const [span, file] of found) if (span > current - spans) kept.add(file);
	};
	newestOf(DAY_MS, KEPT_DAYS);
	newestOf(7 * DAY_MS, KEPT_WEEKS);
	for (const { endedAt, file } of backups) if (now.getTime() - Date.parse(endedAt) < DAY_MS) kept.add(file);
	// However old: the last one is never thrown away.
	const last = backups.at(-1);
	if (last) kept.add(last.file);
	return kept;
}

/** Removes backups that retention no longer keeps, and the WAL that only they needed. */
export function applyRetention(backupDir: string, now: Date): { removed: number } {
	const backups = listBackups(backupDir);
	const kept = chooseKept(backups, now);
	const stale = backups.filter(({ file }) => !kept.has(file));
	for (const { file } of stale) {
		rmSync(join(backupDir, file.replace(/\.age$/, '.json')));
		rmSync(join(backupDir, file));
	}
	const oldestNeeded = new Map<string, string>();
	for (const { physical, file } of backups) {
		if (physical && kept.has(file) && !oldestNeeded.has(physical.systemIdentifier))
			oldestNeeded.set(physical.systemIdentifier, physical.startSegment);
	}
	for (const [cluster, segment] of oldestNeeded) forgetSegmentsBefore(walFolder(backupDir, cluster), segment);
	for (const name of readdirSync(backupDir)) {
		const path = join(backupDir, name);
		// Of a backup that was killed while it was written.
		if (name.endsWith('.partial') && now.getTime() - statSync(path).mtimeMs > DAY_MS) rmSync(path);
	}
	return { removed: stale.length };
}
