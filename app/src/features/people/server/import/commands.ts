/** What one can do with an import: make it, start it, pause, go on, stop. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { v7 as uuidv7 } from 'uuid';
import type { DataFolder } from '#server/data-folder.ts';
import type { Database, Scope } from '#server/database.ts';
import { enqueue } from '#server/jobs.ts';
import { endImport, type ImportState, insertImport, lockImport, updateImport } from '../store/imports.ts';

export const CHECK_IMPORT = 'people.check-import';
export const RUN_IMPORT = 'people.run-import';
/** A worker that is killed a thousand times still finishes; a file that faults gives up after a day of growing pauses. */
const ATTEMPTS = 1000;
export const MOST_UPLOAD_BYTES = 2 * 1024 ** 3;

export type Upload = { fileName: string; bytes: AsyncIterable<Uint8Array>; preset?: string | null };
export type MadeImport = { ok: true; importId: string } | { ok: false; refusal: 'file-too-large' | 'file-empty' };

/** Streams the file into the uploads folder, then queues its check. A file that breaks off leaves nothing behind. */
export async function makeImport(database: Database, scope: Scope, folder: DataFolder, upload: Upload): Promise<MadeImport> {
	const importId = uuidv7();
	const storedFile = `${importId}.upload`;
	const path = `${folder.uploads}/${storedFile}`;
	const hash = createHash('sha256');
	let fileBytes = 0;
	const measure = new Transform({
		transform(chunk: Buffer, _, done) {
			hash.update(chunk);
			fileBytes += chunk.length;
			done(fileBytes > MOST_UPLOAD_BYTES ? new FileTooLarge() : null, chunk);
		},
	});
	try {
		await pipeline(Readable.from(upload.bytes), measure, createWriteStream(`${path}.partial`, { mode: 0o600, flush: true }));
	} catch (fault) {
		await rm(`${path}.partial`, { force: true });
		if (fault instanceof FileTooLarge) return { ok: false, refusal: 'file-too-large' };
		throw fault;
	}
	if (fileBytes === 0) {
		await rm(`${path}.partial`, { force: true });
		return { ok: false, refusal: 'file-empty' };
	}
	await rename(`${path}.partial`, path);
	const fileName =
		upload.fileName
			.replace(/[\p{Cc}/\\]/gu, ' ')
			.trim()
			.slice(-200) || 'file';
	await database.writing(scope, async (writer) => {
		const accountId = 'accountId' in scope ? scope.accountId : null;
		await insertImport(writer, {
			id: importId,
			accountId,
			fileName,
			storedFile,
			fileBytes,
			fileHash: hash.digest(),
			preset: upload.preset ?? null,
		});
		await enqueue(writer, CHECK_IMPORT, { importId }, { key: `${CHECK_IMPORT}:${importId}`, maxAttempts: ATTEMPTS });
		writer.trace({ event: 'import.made', detail: { importId } });
	});
	return { ok: true, importId };
}

class FileTooLarge extends Error {}

export type Steering = 'start' | 'pause' | 'resume' | 'stop';

const moves: Record<Steering, { from: readonly ImportState[]; to: ImportState }> = {
	start: { from: ['ready'], to: 'running' },
	pause: { from: ['running'], to: 'paused' },
	resume: { from: ['paused'], to: 'running' },
	stop: { from: ['checking', 'ready', 'running', 'paused'], to: 'stopped' },
};

/** Changes what an import does; pressing twice does it once. A stopped import's file is gone, what it wrote stays. */
export async function steerImport(
	database: Database,
	scope: Scope,
	folder: DataFolder,
	{ importId, act }: { importId: string; act: Steering },
): Promise<'done' | 'not-found' | 'not-now'> {
	let fileToRemove: string | null = null;
	const outcome = await database.writing(scope, async (writer) => {
		const row = await lockImport(writer, importId);
		if (!row) return 'not-found';
		const { from, to } = moves[act];
		if (row.state === to) return 'done';
		if (!from.includes(row.state as ImportState)) return 'not-now';
		if (act === 'stop') fileToRemove = row.stored_file;
		if (to === 'stopped') await endImport(writer, row, { state: to });
		else await updateImport(writer, importId, { state: to, ...(act === 'start' && { started_at: new Date(), bytes_read: 0 }) });
		if (to === 'running') await enqueue(writer, RUN_IMPORT, { importId }, { key: `${RUN_IMPORT}:${importId}`, maxAttempts: ATTEMPTS });
		if (act === 'start') writer.trace({ event: 'import.started', detail: { importId } });
		return 'done';
	});
	if (fileToRemove) await rm(`${folder.uploads}/${fileToRemove}`, { force: true });
	return outcome;
}
