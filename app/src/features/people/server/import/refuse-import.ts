/** A file that cannot be taken: its import ends, the file is removed, and whoever gave it is told. */
import { rm } from 'node:fs/promises';
import { PROGRAM } from '#server/database.ts';
import type { JobContext } from '#server/jobs.ts';
import { announce } from '#server/outbox.ts';
import { importRefused } from '../../events.ts';
import { endImport, lockImport } from '../store/imports.ts';

type Refusal = { failure: string; line: number | null };

/** Nothing happens to an import that has ended meanwhile. `line` counts from 1. */
export async function refuseImport(
	importId: string,
	{ failure, line }: Refusal,
	{ database, folder }: Pick<JobContext, 'database' | 'folder'>,
) {
	const storedFile = await database.writing(PROGRAM, async (writer) => {
		const row = await lockImport(writer, importId);
		if (row?.state !== 'checking' && row?.state !== 'running') return null;
		await endImport(writer, row, { state: 'refused', failure, failure_line: line });
		await announce(writer, [importRefused({ importId, accountId: row.account_id, fileName: row.file_name, failure })]);
		return row.stored_file;
	});
	if (storedFile) await rm(`${folder.uploads}/${storedFile}`, { force: true });
}
