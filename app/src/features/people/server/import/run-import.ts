/** The run: batch by batch, each in one transaction with its progress, so that it can stop and go on at any row. */
import { rm } from 'node:fs/promises';
import { type Database, PROGRAM } from '#server/database.ts';
import type { DelimitedRow } from '#server/delimited/delimited.ts';
import { type JobContext, JobInterrupted } from '#server/jobs.ts';
import { announce } from '#server/outbox.ts';
import { importEnded, peopleAdded } from '../../events.ts';
import type { RowReader } from '../../import/row-reader.ts';
import { countBatch, endImport, insertRefusals, lockImport, selectImport } from '../store/imports.ts';
import { writeDrafts } from '../store/write-drafts.ts';
import { refreshVisibilityOfPeople } from '../visibility.ts';
import { openImportFile } from './read-file.ts';
import { refuseImport } from './refuse-import.ts';
import { settingOf } from './setting.ts';

/** A transaction of a few tenths of a second: long enough to be fast, short enough not to hold back readers of the outbox. */
const ROWS_PER_BATCH = 1000;

type Run = { importId: string; database: Database; reader: RowReader };

export async function runImport(importId: string, { database, folder, stopping }: JobContext): Promise<void> {
	const row = await database.reading(PROGRAM, (reader) => selectImport(reader, importId));
	if (row?.state !== 'running' || !row.stored_file) return;
	const path = `${folder.uploads}/${row.stored_file}`;
	const opened = await openImportFile(path, row.preset, await settingOf(database));
	if (!opened.ok) return refuseImport(importId, opened, { database, folder });
	const run: Run = { importId, database, reader: opened.opened.reader };
	let position = 0;
	let waiting: DelimitedRow[] = [];
	// PostgreSQL writes one batch while the next one is read.
	let written = Promise.resolve(true);
	for await (const batch of opened.opened.file.batches) {
		for (const cells of batch.rows) {
			// Rows that an earlier run wrote.
			if (position++ < row.rows_done) continue;
			waiting.push(cells);
			if (waiting.length < ROWS_PER_BATCH) continue;
			if (!(await written)) return;
			if (stopping.aborted) throw new JobInterrupted();
			written = writeNext(run, waiting, position - waiting.length, batch.bytesRead);
			// A fault is met at the next await, not while the file is being read.
			written.catch(() => {});
			waiting = [];
		}
		if (batch.refused && (await written))
			return refuseImport(importId, { failure: batch.refused.kind, line: batch.refused.line }, { database, folder });
	}
	if (!(await written)) return;
	if (waiting.length > 0 && !(await writeNext(run, waiting, position - waiting.length, Number(row.file_bytes)))) return;
	await finish();
	await rm(path, { force: true });

	async function finish(): Promise<void> {
		await database.writing(PROGRAM, async (writer) => {
			const last = await lockImport(writer, importId);
			if (last?.state !== 'running') return;
			await endImport(writer, last, { state: 'done' });
			const counts = { created: last.created_people, updated: last.updated_people, refused: last.refused_rows };
			await announce(writer, [importEnded({ importId, accountId: last.account_id, fileName: last.file_name, ...counts })]);
			writer.trace({ event: 'import.ended', detail: { importId, ...counts }, ...(last.account_id && { accountId: last.account_id }) });
		});
	}
}

/** Writes the next rows, or nothing: false when the import was paused, stopped, or written further by somebody else. */
function writeNext(
	{ importId, database, reader }: Run,
	rows: readonly DelimitedRow[],
	position: number,
	bytesRead: number,
): Promise<boolean> {
	const outcomes = rows.map((cells) => reader.read(cells));
	const drafts = outcomes.flatMap((outcome) => (outcome.draft ? [outcome.draft] : []));
	return database.writing(PROGRAM, async (writer) => {
		const now = await lockImport(writer, importId);
		if (now?.state !== 'running' || now.rows_done !== position) return false;
		const result = await writeDrafts(writer, drafts, { importId, sourceId: now.source_id, now: new Date() });
		const cellsOf = new Map(rows.map((row) => [row.line, row.cells]));
		const refusals = [
			...outcomes.flatMap((outcome) => (outcome.refused ? [outcome.refused] : [])),
			...result.refused.map((line) => ({ line, reason: 'identifier-of-another' as const, cells: cellsOf.get(line) ?? [] })),
		];
		await insertRefusals(writer, importId, refusals);
		const counts = {
			created: result.created.length,
			updated: result.updated.length,
			unchanged: result.unchanged,
			refused: refusals.length,
		};
		await countBatch(writer, importId, { ...counts, bytesRead });
		const touched = [...result.created, ...result.updated];
		await refreshVisibilityOfPeople(writer, touched);
		if (touched.length > 0) await announce(writer, [peopleAdded({ importId, personIds: touched })]);
		return true;
	});
}
