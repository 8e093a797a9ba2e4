/**
 * The ledger of erasures: lies outside the database, so that a database that comes back from a backup can be told whom it
 * must forget again. Holds no personal data: identifiers, times, and hashes under the node's objection key.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolder, readSecrets, writeFileDurably } from './data-folder.ts';
import { type Database, PROGRAM, type Writer } from './database.ts';

export type Erasure = {
	readonly personId: string;
	/** ISO 8601. */
	readonly at: string;
	/** Hashes of contact points (`hashForLedger`), so that a list imported later does not bring the person back unnoticed. */
	readonly hashes: readonly string[];
};

/** What a room offers for erasing. Erasing somebody who is not there is no fault. */
export type Eraser = { erase(writer: Writer, personId: string): Promise<unknown> };

export function ledgerFile(folder: DataFolder): string {
	return join(folder.ledger, 'erasures.jsonl');
}

export function hashForLedger(objectionKey: string, value: string): string {
	return createHmac('sha256', Buffer.from(objectionKey, 'base64url')).update(value).digest('base64url');
}

function markOf(objectionKey: string, { personId, at, hashes }: Erasure): string {
	return hashForLedger(objectionKey, `erasure ${JSON.stringify([personId, at, hashes])}`).slice(0, 22);
}

/** Writes an erasure to the disk. Called in the erasing transaction, before it commits: better noted twice than forgotten. */
export function recordErasure(folder: DataFolder, personId: string, hashes: readonly string[] = []): void {
	const erasure: Erasure = { personId, at: new Date().toISOString(), hashes };
	const mark = markOf(readSecrets(folder).objectionKey, erasure);
	const handle = openSync(ledgerFile(folder), 'a', 0o600);
	try {
		// A line of its own even where a crash cut the one before.
		writeSync(handle, `\n${JSON.stringify({ ...erasure, mark })}\n`);
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

/** Every erasure whose line is whole and was written by this node, oldest first. */
export function readErasures(folder: DataFolder): Erasure[] {
	const key = readSecrets(folder).objectionKey;
	return linesOf(ledgerFile(folder)).flatMap((line) => {
		const erasure = parse(line);
		if (!erasure) return [];
		const mark = Buffer.from(markOf(key, erasure));
		const given = Buffer.from(erasure.mark);
		return mark.length === given.length && timingSafeEqual(mark, given) ? [erasure] : [];
	});
}

function parse(line: string): (Erasure & { mark: string }) | undefined {
	try {
		const value = JSON.parse(line);
		return typeof value.personId === 'string' && typeof value.mark === 'string' ? value : undefined;
	} catch {
		return undefined;
	}
}

function linesOf(path: string): string[] {
	try {
		return readFileSync(path, 'utf8').split('\n').filter(Boolean);
	} catch {
		return [];
	}
}

/** Adds the lines of another copy of this node's ledger: a backup's own copy is older than the one deposited beside it. */
export function mergeLedger(folder: DataFolder, file: 'erasures.jsonl' | 'audit-heads.jsonl', copy: string): void {
	const path = join(folder.ledger, file);
	const lines = new Set([...linesOf(path), ...copy.split('\n').filter(Boolean)]);
	if (lines.size > 0) writeFileDurably(path, `${[...lines].join('\n')}\n`);
}

/** Erases a person from all rooms in the caller's transaction, noted in the ledger before anything is committed. */
export async function erasePerson(
	writer: Writer,
	folder: DataFolder,
	erasers: readonly Eraser[],
	person: Pick<Erasure, 'personId'> & Partial<Pick<Erasure, 'hashes'>>,
): Promise<void> {
	recordErasure(folder, person.personId, person.hashes);
	for (const { erase } of erasers) await erase(writer, person.personId);
}

/** Erases again whom the ledger names. Returns how many people. */
export async function replayErasures(database: Database, folder: DataFolder, erasers: readonly Eraser[]): Promise<number> {
	const people = new Set(readErasures(folder).map(({ personId }) => personId));
	for (const personId of people) {
		await database.writing(PROGRAM, async (writer) => {
			for (const { erase } of erasers) await erase(writer, personId);
		});
	}
	return people.size;
}
