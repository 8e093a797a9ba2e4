import type { PersonDraft, ProblemKind, RowOutcome, RowRefusal } from './person-draft.ts';
import type { PersonField } from './person-field.ts';
import type { RowReader } from './row-reader.ts';

const examplesPerKind = 3;
const sampleDrafts = 5;

export interface ProblemCount {
	count: number;
	/** The first few. */
	examples: { line: number; field: PersonField; value: string }[];
}

/** What an import of these rows would meet, before anything is written. */
export interface DryRunSummary {
	rows: number;
	accepted: number;
	refusedByReason: Partial<Record<RowRefusal, { count: number; lines: number[] }>>;
	problemsByKind: Partial<Record<ProblemKind, ProblemCount>>;
	columnsUsed: string[];
	columnsIgnored: string[];
	samples: PersonDraft[];
}

/** The summary with what the base says about it: shown before somebody decides. */
export type DryRun = DryRunSummary & {
	preset: string;
	confidence: number;
	created: number;
	updated: number;
	unchanged: number;
	/** How often each field would change, of people who are known. */
	changedFields: Record<string, number>;
	/** Rows with tags, a note, an opinion or a wish about contact: read, and not kept yet. */
	notKept: number;
};

/** What stays of a dry run once it was decided upon: the counts, and nobody's name, number or opinion. */
export function forgetPeople<Summary extends DryRunSummary>(dryRun: Summary): Summary {
	const problemsByKind = Object.fromEntries(
		Object.entries(dryRun.problemsByKind).map(([kind, { count }]) => [kind, { count, examples: [] }]),
	);
	return { ...dryRun, problemsByKind, samples: [] };
}

/** Whether the row says something that has no place in the base yet. */
export function saysMore({ tags, note, opinions, objections, optIns }: PersonDraft): boolean {
	return tags.length > 0 || note !== null || opinions !== null || objections.length > 0 || optIns.length > 0;
}

export function startDryRun(reader: Pick<RowReader, 'columnsUsed' | 'columnsIgnored'>): DryRunSummary {
	const { columnsUsed, columnsIgnored } = reader;
	return { rows: 0, accepted: 0, refusedByReason: {}, problemsByKind: {}, columnsUsed, columnsIgnored, samples: [] };
}

/** Adds one row to the summary in place: a million rows pass here. */
export function countOutcome(summary: DryRunSummary, outcome: RowOutcome): void {
	summary.rows++;
	if (outcome.refused !== null) {
		const { reason, line } = outcome.refused;
		summary.refusedByReason[reason] ??= { count: 0, lines: [] };
		const refused = summary.refusedByReason[reason];
		refused.count++;
		if (refused.lines.length < examplesPerKind) refused.lines.push(line);
		return;
	}
	const { draft } = outcome;
	summary.accepted++;
	// A sample is shown, not kept: what somebody thinks does not enter the database by this door.
	if (summary.samples.length < sampleDrafts) summary.samples.push({ ...draft, opinions: null, note: null, tags: [] });
	for (const { kind, field, value } of draft.problems) {
		summary.problemsByKind[kind] ??= { count: 0, examples: [] };
		const problem = summary.problemsByKind[kind];
		problem.count++;
		if (problem.examples.length < examplesPerKind) problem.examples.push({ line: draft.line, field, value });
	}
}
