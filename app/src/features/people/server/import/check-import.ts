/** The dry run: reads the whole file and says what an import would do, before anything is written. */
import { PROGRAM } from '#server/database.ts';
import { type JobContext, JobInterrupted } from '#server/jobs.ts';
import { countOutcome, type DryRun, saysMore, startDryRun } from '../../import/dry-run.ts';
import type { PersonDraft } from '../../import/person-draft.ts';
import { planRow } from '../../import/plan-row.ts';
import { selectImport, updateImport } from '../store/imports.ts';
import { findKnownPeople, identifierKey } from '../store/known-people.ts';
import { openImportFile } from './read-file.ts';
import { refuseImport } from './refuse-import.ts';
import { settingOf } from './setting.ts';

export async function checkImport(importId: string, { database, folder, stopping }: JobContext): Promise<void> {
	const row = await database.reading(PROGRAM, (reader) => selectImport(reader, importId));
	if (row?.state !== 'checking' || !row.stored_file) return;
	const path = `${folder.uploads}/${row.stored_file}`;
	const opened = await openImportFile(path, row.preset || null, await settingOf(database));
	if (!opened.ok) return refuseImport(importId, opened, { database, folder });
	const { file, preset, confidence, reader } = opened.opened;
	const dryRun: DryRun = {
		...startDryRun(reader),
		preset: preset.name,
		confidence,
		created: 0,
		updated: 0,
		unchanged: 0,
		changedFields: {},
		notKept: 0,
	};
	const seen = new Set<string>();
	for await (const batch of file.batches) {
		if (stopping.aborted) throw new JobInterrupted();
		const outcomes = batch.rows.map((cells) => reader.read(cells));
		for (const outcome of outcomes) countOutcome(dryRun, outcome);
		const drafts = outcomes.flatMap((outcome) => (outcome.draft ? [outcome.draft] : []));
		await database.reading(PROGRAM, async (readerOfBase) => countPlans(dryRun, drafts, await findKnownPeople(readerOfBase, drafts), seen));
		await database.writing(PROGRAM, (writer) => updateImport(writer, importId, { rows_checked: dryRun.rows, bytes_read: batch.bytesRead }));
		if (batch.refused) return refuseImport(importId, { failure: batch.refused.kind, line: batch.refused.line }, { database, folder });
	}
	await database.writing(PROGRAM, (writer) =>
		updateImport(writer, importId, {
			state: 'ready',
			preset: preset.name,
			basis: preset.basis,
			header: file.header,
			rows_total: dryRun.rows,
			rows_checked: dryRun.rows,
			dry_run: JSON.stringify(dryRun),
		}),
	);
}

function countPlans(
	dryRun: DryRun,
	drafts: readonly PersonDraft[],
	known: Awaited<ReturnType<typeof findKnownPeople>>,
	seen: Set<string>,
): void {
	for (const draft of drafts) {
		if (saysMore(draft)) dryRun.notKept++;
		const keys = draft.identifiers.map(({ system, value }) => identifierKey(system, value));
		const plan = planRow(draft, keys.map((key) => known.get(key)).find(Boolean));
		if (plan.kind === 'update') {
			dryRun.updated++;
			for (const field of plan.changed) dryRun.changedFields[field] = (dryRun.changedFields[field] ?? 0) + 1;
		} else if (plan.kind === 'unchanged') dryRun.unchanged++;
		else if (plan.kind === 'refuse') countRefused(dryRun, draft.line);
		// A second row of the file about the same person finds the first one's person.
		else if (keys.some((key) => seen.has(key))) dryRun.updated++;
		else dryRun.created++;
		for (const key of keys) seen.add(key);
	}
}

function countRefused(dryRun: DryRun, line: number): void {
	dryRun.refusedByReason['identifier-of-another'] ??= { count: 0, lines: [] };
	const refused = dryRun.refusedByReason['identifier-of-another'];
	refused.count++;
	if (refused.lines.length < 3) refused.lines.push(line);
	dryRun.accepted--;
}
