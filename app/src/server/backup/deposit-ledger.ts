/** An encrypted copy of the ledger beside the backups: a restore must know of erasures that are younger than its backup. */
import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataFolder } from '../data-folder.ts';
import { mergeLedger } from '../ledger.ts';
import { LEDGER_COPY } from './backup-folder.ts';
import { readRecipient } from './backup-key.ts';
import { readEncrypted, writeEncrypted } from './encrypted-file.ts';
import { packStream, readAll, unpack } from './pack-folder.ts';

/** Writes the copy when the ledger changed since the last one. */
export async function depositLedger(folder: DataFolder, backupDir: string): Promise<void> {
	const copy = join(backupDir, LEDGER_COPY);
	const newest = Math.max(0, ...readdirSync(folder.ledger).map((name) => statSync(join(folder.ledger, name)).mtimeMs));
	if (newest === 0 || (existsSync(copy) && statSync(copy).mtimeMs > newest)) return;
	mkdirSync(backupDir, { recursive: true, mode: 0o700 });
	const { stream } = packStream(async (packer) => {
		for (const name of readdirSync(folder.ledger)) await packer.addFile(name, join(folder.ledger, name));
	});
	await writeEncrypted(readRecipient(folder), stream, copy);
}

/** Takes the copy's lines into the ledger of a restored folder. */
export async function takeDepositedLedger(folder: DataFolder, backupDir: string, identity: string): Promise<void> {
	const copy = join(backupDir, LEDGER_COPY);
	if (!existsSync(copy)) return;
	await unpack(readEncrypted(copy, identity), async (name, content) => {
		const text = await readAll(content);
		if (name === 'erasures.jsonl' || name === 'audit-heads.jsonl') mergeLedger(folder, name, text);
	});
}
