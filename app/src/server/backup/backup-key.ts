/** The key pair of the node's backups: the node encrypts with the public half, only a restore needs the secret one. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { HostError } from '../config.ts';
import { type DataFolder, writeFileDurably } from '../data-folder.ts';

export function backupKeyFile(folder: DataFolder): string {
	return join(folder.keys, 'backup.key');
}

function recipientFile(folder: DataFolder): string {
	return join(folder.keys, 'backup.recipient');
}

/** Makes the pair at the first start. The host may move the secret half elsewhere; backups go on without it. */
export async function ensureBackupKey(folder: DataFolder): Promise<{ made: boolean }> {
	if (existsSync(recipientFile(folder))) return { made: false };
	await adoptBackupKey(folder, await generateX25519Identity());
	return { made: true };
}

/** Writes the pair into a folder, in the format of the `age` tool, so that a host can decrypt without this program. */
export async function adoptBackupKey(folder: DataFolder, identity: string): Promise<void> {
	const recipient = await identityToRecipient(identity);
	writeFileDurably(backupKeyFile(folder), `# public key: ${recipient}\n${identity}\n`);
	writeFileDurably(recipientFile(folder), `${recipient}\n`);
}

export function readRecipient(folder: DataFolder): string {
	return readFileSync(recipientFile(folder), 'utf8').trim();
}

/** @throws HostError when the file is not there or holds no key. */
export function readIdentity(path: string): string {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch {
		throw new HostError(`The key file ${path} cannot be read: give the copy of keys/backup.key that you kept.`, 66);
	}
	const identity = text.split('\n').find((line) => /^AGE-SECRET-KEY-1[0-9A-Z]{58}$/.test(line.trim()));
	if (!identity) throw new HostError(`${path} holds no backup key: it must have a line that begins with AGE-SECRET-KEY-1.`, 65);
	return identity.trim();
}
