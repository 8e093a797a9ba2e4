/** The rows of imports and their refusals. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Reader, Writer } from '#server/database.ts';
import { type DryRun, forgetPeople } from '../../import/dry-run.ts';
import type { RowRefusal } from '../../import/person-draft.ts';

export type ImportState = 'checking' | 'ready' | 'running' | 'paused' | 'stopped' | 'done' | 'refused';

export async function insertSource(writer: Writer, source: { id: string; kind: 'import' | 'demo'; name: string }): Promise<void> {
	await writer.query.insertInto('sources').values(source).execute();
}

export async function insertImport(
	writer: Writer,
	made: {
		id: string;
		accountId: string | null;
		fileName: string;
		storedFile: string;
		fileBytes: number;
		fileHash: Buffer;
		preset: string | null;
	},
): Promise<void> {
	const sourceId = uuidv7();
	await insertSource(writer, { id: sourceId, kind: 'import', name: made.fileName });
	await writer.query
		.insertInto('imports')
		.values({
			id: made.id,
			account_id: made.accountId,
			source_id: sourceId,
			file_name: made.fileName,
			stored_file: made.storedFile,
			file_bytes: made.fileBytes,
			file_hash: made.fileHash,
			preset: made.preset ?? '',
			basis: 'none',
		})
		.execute();
}

export function selectImport(reader: Reader, id: string) {
	return reader.query.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
}
export type ImportRow = NonNullable<Awaited<ReturnType<typeof selectImport>>>;

export function selectImports(reader: Reader, limit: number): Promise<ImportRow[]> {
	return reader.query.selectFrom('imports').selectAll().orderBy('made_at', 'desc').limit(limit).execute();
}

/** The row locked until the transaction ends: two runs of one import cannot write at the same time. */
export function lockImport(writer: Writer, id: string): Promise<ImportRow | undefined> {
	return writer.query.selectFrom('imports').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
}

export async function updateImport(writer: Writer, id: string, change: Partial<Record<keyof ImportRow, unknown>>): Promise<void> {
	await writer.query
		.updateTable('imports')
		.set(change as object)
		.where('id', '=', id)
		.execute();
}

/** Ends an import: its file is no longer there, and of the people its check showed nothing stays but counts. */
export async function endImport(
	writer: Writer,
	row: ImportRow,
	change: { state: 'done' | 'stopped' | 'refused'; failure?: string; failure_line?: number | null },
): Promise<void> {
	const dryRun = row.dry_run && JSON.stringify(forgetPeople(row.dry_run as unknown as DryRun));
	await updateImport(writer, row.id, { ...change, ended_at: new Date(), stored_file: null, dry_run: dryRun });
}

export type BatchCount = { created: number; updated: number; unchanged: number; refused: number; bytesRead: number };

/** Progress and rows commit together, so that after a crash the run goes on with the first row that is not written. */
export async function countBatch(writer: Writer, id: string, batch: BatchCount): Promise<void> {
	const rows = batch.created + batch.updated + batch.unchanged + batch.refused;
	await sql`update imports set rows_done = rows_done + ${rows}, created_people = created_people + ${batch.created}, updated_people = updated_people + ${batch.updated},
		unchanged_people = unchanged_people + ${batch.unchanged}, refused_rows = refused_rows + ${batch.refused}, bytes_read = ${batch.bytesRead}
		where id = ${id}`.execute(writer.query);
}

export type Refusal = { line: number; reason: RowRefusal; cells: string[] };

export async function insertRefusals(writer: Writer, importId: string, refusals: readonly Refusal[]): Promise<void> {
	if (refusals.length === 0) return;
	await writer.query
		.insertInto('import_refusals')
		.values(refusals.map(({ line, reason, cells }) => ({ import_id: importId, line, reason, cells })))
		.onConflict((conflict) => conflict.doNothing())
		.execute();
}

/** Pages by line, so that a report of any length streams. */
export function selectRefusals(reader: Reader, importId: string, afterLine: number, limit: number) {
	return reader.query
		.selectFrom('import_refusals')
		.select(['line', 'reason', 'cells'])
		.where('import_id', '=', importId)
		.where('line', '>', afterLine)
		.orderBy('line')
		.limit(limit)
		.execute();
}
