import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateX25519Identity } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { behindWalls, fillSample, groundswell, makeFolder, readEveryRow, sentenceOf } from '../../../tools/whole-node.ts';
import { erasers } from '../rooms.ts';
import { depositLedger } from '../server/backup/deposit-ledger.ts';
import { readConfig } from '../server/config.ts';
import { PROGRAM } from '../server/database.ts';
import { erasePerson } from '../server/ledger.ts';
import { withNode } from './open-node.ts';

type Rows = Record<string, string[]>;

// Accents, spaces, quotes and a percent sign reach the shell that PostgreSQL calls.
const root = mkdtempSync(join(tmpdir(), 'groundswell-backup-'));
const data = join(root, "l'été 100% à Rivière");
const kept = join(root, 'kept elsewhere');
const key = join(kept, 'backup.key');
let rowsBeforeDelete: Rows;
let rowsAtTheEnd: Rows;
let momentBeforeDelete: string;
let erased: string;

beforeAll(async () => {
	await withNode(readConfig({ DATA_DIR: data }), async ({ running: { database, folder, config } }) => {
		const { personIds } = await fillSample(data);
		writeFileSync(join(folder.uploads, 'register.csv'), 'a;b\n');
		const backup = await groundswell(['backup', '--data', data]);
		expect(backup).toMatchObject({ code: 0, err: '' });
		await fillSampleAgain();
		rowsBeforeDelete = await readEveryRow(data);
		await sleep(50);
		momentBeforeDelete = new Date().toISOString();
		await sleep(50);
		await behindWalls(data, 'delete from people');
		erased = personIds[7] as string;
		await database.writing(PROGRAM, (writer) => erasePerson(writer, folder, erasers, { personId: erased }));
		await depositLedger(folder, config.backupDir);
		rowsAtTheEnd = await readEveryRow(data);
	});
	cpSync(join(data, 'backups'), kept, { recursive: true });
	cpSync(join(data, 'keys/backup.key'), key);
	// The machine is lost: what follows has the backups and the key, nothing else.
	rmSync(data, { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

async function fillSampleAgain(): Promise<void> {
	await behindWalls(data, 'insert into rate_limits select sha256(i::text::bytea), i, now() from generate_series(1, 2000) i');
	await behindWalls(data, "update people set used_name = 'after the backup'");
}

async function readRestored(target: string): Promise<Rows> {
	return withNode(readConfig({ DATA_DIR: target }), () => readEveryRow(target));
}

/** What a restore adds: an epoch and its own entry in the audit log. */
function expectSame(restored: Rows, original: Rows): void {
	for (const [table, rows] of Object.entries(original)) {
		const added = table === 'database_epochs' || table === 'audit_entries' ? 1 : 0;
		expect(restored[table], table).toEqual(expect.arrayContaining(rows));
		expect(restored[table], table).toHaveLength(rows.length + added);
	}
}

const restoreInto = (target: string, more: string[] = [], from = kept, keyFile = key) =>
	groundswell(['restore', '--from', from, '--key', keyFile, '--data', target, ...more]);

test('everything that was committed comes back, with keys, uploads and ledger, after an attempt that was killed', async () => {
	const target = join(makeFolder(), 'new');
	mkdirSync(join(target, '.restoring/keys'), { recursive: true });
	writeFileSync(join(target, '.restoring/groundswell.pid'), '999999 1\n');
	writeFileSync(join(target, '.restoring/keys/secrets.json'), '{}');
	expect(await restoreInto(target)).toMatchObject({ code: 0, err: '' });
	expectSame(await readRestored(target), rowsAtTheEnd);
	expect(readFileSync(join(target, 'uploads/register.csv'), 'utf8')).toBe('a;b\n');
	expect(readFileSync(join(target, 'ledger/erasures.jsonl'), 'utf8')).toContain(erased);
	expect(readFileSync(join(target, 'keys/backup.key'), 'utf8')).toBe(readFileSync(key, 'utf8'));
	expect(existsSync(join(target, 'postgres/restore.key'))).toBe(false);
	expect((await groundswell(['audit', 'verify', '--data', target])).code).toBe(0);
});

test('the moment before a delete comes back, and who was erased later stays erased', async () => {
	const target = makeFolder();
	const restored = await restoreInto(target, ['--until', momentBeforeDelete]);
	expect(restored).toMatchObject({ code: 0, err: '' });
	expect(restored.out).toContain('1 people');
	const rows = await readRestored(target);
	const isAbout = (row: string) => row.includes(erased);
	const without = { ...rowsBeforeDelete };
	for (const table of ['people', 'contact_points']) {
		expect(without[table]?.some(isAbout), table).toBe(true);
		without[table] = without[table]?.filter((row) => !isAbout(row)) ?? [];
	}
	// The second erasure leaves its trace, as the first one did.
	const traces = rows.audit_entries?.filter((row) => row.includes('person.erased')) ?? [];
	expect(traces).toHaveLength(1);
	expectSame({ ...rows, audit_entries: rows.audit_entries?.filter((row) => !traces.includes(row)) ?? [] }, without);
	expect(rows.people).toHaveLength(199);
	expect(rows.people?.every((row) => row.includes('after the backup'))).toBe(true);
});

test('a moment after the end of the archive gives everything, and says so', async () => {
	const target = join(makeFolder(), 'new');
	const restored = await restoreInto(target, ['--until', new Date().toISOString()]);
	expect(restored).toMatchObject({ code: 0, err: '' });
	expect(restored.out).toContain('The backups end before that moment');
	expectSame(await readRestored(target), rowsAtTheEnd);
});

async function expectRefusal(code: number, words: RegExp, restoring: (target: string) => ReturnType<typeof restoreInto>): Promise<void> {
	const target = join(makeFolder(), 'new');
	const ended = await restoring(target);
	expect(sentenceOf(ended)).toMatch(words);
	expect(ended.code).toBe(code);
	expect(existsSync(target)).toBe(false);
}

/** A copy of the backups in which one file was changed. */
function spoiled(choose: (name: string) => boolean, spoil: (path: string) => void): string {
	const copy = join(makeFolder(), 'copy');
	cpSync(kept, copy, { recursive: true });
	const name = readdirSync(copy, { recursive: true, encoding: 'utf8' }).filter(choose).sort().at(-1);
	spoil(join(copy, name as string));
	return copy;
}

function flipOneBit(path: string): void {
	const bytes = readFileSync(path);
	const at = Math.floor(bytes.length * 0.7);
	bytes[at] = (bytes[at] as number) ^ 1;
	writeFileSync(path, bytes);
}

test('another key is refused in a sentence', async () => {
	const other = join(makeFolder(), 'other.key');
	writeFileSync(other, `${await generateX25519Identity()}\n`);
	await expectRefusal(65, /another key/, (target) => restoreInto(target, [], kept, other));
	writeFileSync(other, 'not a key');
	await expectRefusal(65, /no backup key/, (target) => restoreInto(target, [], kept, other));
	await expectRefusal(66, /cannot be read/, (target) => restoreInto(target, [], kept, `${other}.missing`));
});

test('a damaged backup, a truncated one and a damaged WAL segment are refused in a sentence', async () => {
	const isBackup = (name: string) => name.endsWith('.backup.age');
	const damaged = spoiled(isBackup, flipOneBit);
	await expectRefusal(65, /damaged or cut short/, (target) => restoreInto(target, [], damaged));
	const cut = spoiled(isBackup, (path) => truncateSync(path, readFileSync(path).length - 70_000));
	await expectRefusal(65, /cut short/, (target) => restoreInto(target, [], cut));
	const wal = spoiled((name) => /[0-9A-F]{24}-[0-9a-f]{32}\.age$/.test(name), flipOneBit);
	await expectRefusal(65, /damaged or cut short/, (target) => restoreInto(target, [], wal));
});

test('a folder in use, a moment before all backups, and a folder without any are refused in a sentence', async () => {
	const used = makeFolder();
	writeFileSync(join(used, 'letter.txt'), 'mine');
	const ended = await restoreInto(used);
	expect(sentenceOf(ended)).toMatch(/is not empty/);
	expect(ended.code).toBe(73);
	expect(readdirSync(used)).toEqual(['letter.txt']);
	await expectRefusal(66, /The oldest backup .* choose a later moment/, (target) =>
		restoreInto(target, ['--until', '2020-01-01T00:00:00Z']),
	);
	await expectRefusal(64, /with its zone/, (target) => restoreInto(target, ['--until', '2026-11-20 17:00']));
	const empty = makeFolder();
	await expectRefusal(66, /no complete backup/, (target) => restoreInto(target, [], empty));
	await expectRefusal(66, /no folder that can be read/, (target) => restoreInto(target, [], join(empty, 'none')));
});
