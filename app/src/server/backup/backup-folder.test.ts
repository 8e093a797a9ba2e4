import { expect, test } from 'vitest';
import { type BackupManifest, chooseKept } from './backup-folder.ts';
import { segmentsBetween } from './make-backup.ts';

const HOUR_MS = 3_600_000;

function backupAt(time: Date): BackupManifest {
	const endedAt = time.toISOString();
	return { format: 1, kind: 'physical', file: endedAt, reason: 'daily', program: '1', endedAt, bytes: 1, sha256: '' };
}

test('after a year of daily backups, seven days and four weeks are kept', () => {
	const now = new Date('2026-11-22T12:00:00Z');
	const backups = Array.from({ length: 365 }, (_, day) => backupAt(new Date(now.getTime() - (364 - day) * 24 * HOUR_MS)));
	const kept = [...chooseKept(backups, now)].sort();
	expect(kept.slice(-7)).toEqual(backups.slice(-7).map(({ file }) => file));
	// Of the four weeks, the newest two are among the seven days.
	expect(kept).toHaveLength(9);
	expect(Date.parse(kept[0] as string)).toBeGreaterThan(now.getTime() - 28 * 24 * HOUR_MS);
});

test('whatever is younger than a day is kept, and the last one however old', () => {
	const now = new Date('2026-11-22T12:00:00Z');
	const today = [1, 2, 3].map((hours) => backupAt(new Date(now.getTime() - hours * HOUR_MS))).reverse();
	expect(chooseKept(today, now).size).toBe(3);
	const old = [backupAt(new Date('2020-01-01T00:00:00Z')), backupAt(new Date('2020-06-01T00:00:00Z'))];
	expect([...chooseKept(old, now)]).toEqual([old[1]?.file]);
	expect(chooseKept([], now).size).toBe(0);
});

test('segments count on over the end of a log file', () => {
	expect(segmentsBetween('0000000200000001000000FE', '000000020000000200000001')).toEqual([
		'0000000200000001000000FE',
		'0000000200000001000000FF',
		'000000020000000200000000',
		'000000020000000200000001',
	]);
	expect(segmentsBetween('000000010000000000000003', '000000010000000000000003')).toEqual(['000000010000000000000003']);
});
