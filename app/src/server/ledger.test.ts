import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openDataFolder, readSecrets } from './data-folder.ts';
import { hashForLedger, ledgerFile, mergeLedger, readErasures, recordErasure } from './ledger.ts';

function openLedger() {
	const root = mkdtempSync(join(tmpdir(), 'groundswell-ledger-'));
	onTestFinished(() => rmSync(root, { recursive: true }));
	const folder = openDataFolder(root, 0);
	readSecrets(folder);
	return folder;
}

test('an erasure is on the disk when the call returns, without personal data', () => {
	const folder = openLedger();
	const hash = hashForLedger(readSecrets(folder).objectionKey, 'zoe@example.org');
	recordErasure(folder, 'p1', [hash]);
	expect(readFileSync(ledgerFile(folder), 'utf8')).not.toContain('zoe');
	expect(readErasures(folder)).toMatchObject([{ personId: 'p1', hashes: [hash] }]);
});

test('a line that a crash cut short hides neither the one before nor the one after', () => {
	const folder = openLedger();
	recordErasure(folder, 'p1');
	appendFileSync(ledgerFile(folder), '{"personId":"p2","at":"2026');
	recordErasure(folder, 'p3');
	expect(readErasures(folder).map(({ personId }) => personId)).toEqual(['p1', 'p3']);
});

test('a line that this node did not write erases nobody', () => {
	const folder = openLedger();
	recordErasure(folder, 'p1');
	const [line = ''] = readFileSync(ledgerFile(folder), 'utf8').split('\n').filter(Boolean);
	writeFileSync(ledgerFile(folder), `${line.replace('"p1"', '"p9"')}\n`);
	expect(readErasures(folder)).toEqual([]);
});

test('two copies merge into one, each line once', () => {
	const folder = openLedger();
	recordErasure(folder, 'p1');
	const older = readFileSync(ledgerFile(folder), 'utf8');
	recordErasure(folder, 'p2');
	mergeLedger(folder, 'erasures.jsonl', older);
	expect(readErasures(folder).map(({ personId }) => personId)).toEqual(['p1', 'p2']);
});
