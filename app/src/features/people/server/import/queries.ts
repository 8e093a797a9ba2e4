/** Read models of the import pages. */
import type { Reader } from '#server/database.ts';
import type { DryRun } from '../../import/dry-run.ts';
import { selectImport, selectRefusals } from '../store/imports.ts';

export { selectImports } from '../store/imports.ts';

const REFUSALS_PER_PAGE = 2000;

export async function findImport(reader: Reader, id: string) {
	if (!/^[0-9a-f-]{36}$/.test(id)) return undefined;
	const row = await selectImport(reader, id);
	return row && { ...row, dry_run: row.dry_run as unknown as DryRun | null };
}

/** The refused rows, page by page; they hold what the file said about people, so reading them leaves a trace. */
export function findRefusals(reader: Reader, importId: string, afterLine: number) {
	if (afterLine === 0) reader.trace({ event: 'import.refusals-read', detail: { importId } });
	return selectRefusals(reader, importId, afterLine, REFUSALS_PER_PAGE);
}
