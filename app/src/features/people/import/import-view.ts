/** An import as its pages show it. */
export type ImportView = {
	readonly id: string;
	readonly fileName: string;
	readonly state: 'checking' | 'ready' | 'running' | 'paused' | 'stopped' | 'done' | 'refused';
	readonly preset: string;
	readonly madeAt: Date;
	readonly startedAt: Date | null;
	readonly endedAt: Date | null;
	readonly rowsTotal: number | null;
	readonly rowsChecked: number;
	readonly rowsDone: number;
	readonly created: number;
	readonly updated: number;
	readonly unchanged: number;
	readonly refused: number;
	/** 0 to 1, of what is under way: the check or the run. */
	readonly share: number;
	/** Seconds until the end at the pace so far; null before there is one. */
	readonly secondsLeft: number | null;
	readonly failure: { readonly kind: string; readonly line: number | null } | null;
};

type Row = {
	id: string;
	file_name: string;
	file_bytes: string;
	bytes_read: string;
	state: string;
	preset: string;
	made_at: Date;
	started_at: Date | null;
	ended_at: Date | null;
	rows_total: number | null;
	rows_checked: number;
	rows_done: number;
	created_people: number;
	updated_people: number;
	unchanged_people: number;
	refused_rows: number;
	failure: string | null;
	failure_line: number | null;
};

export function viewImport(row: Row, now: Date): ImportView {
	const share = shareOf(row);
	const began = row.state === 'running' ? row.started_at : row.made_at;
	const elapsed = began ? (now.getTime() - began.getTime()) / 1000 : 0;
	const isUnderWay = row.state === 'running' || row.state === 'checking';
	return {
		id: row.id,
		fileName: row.file_name,
		state: row.state as ImportView['state'],
		preset: row.preset,
		madeAt: row.made_at,
		startedAt: row.started_at,
		endedAt: row.ended_at,
		rowsTotal: row.rows_total,
		rowsChecked: row.rows_checked,
		rowsDone: row.rows_done,
		created: row.created_people,
		updated: row.updated_people,
		unchanged: row.unchanged_people,
		refused: row.refused_rows,
		share,
		secondsLeft: isUnderWay && share > 0.02 ? Math.max(0, (elapsed * (1 - share)) / share) : null,
		failure: row.failure === null ? null : { kind: row.failure, line: row.failure_line },
	};
}

/** Rows are known once they were counted; until then the bytes tell. */
function shareOf(row: Row): number {
	if (row.state === 'done') return 1;
	if (row.state === 'checking') return Number(row.bytes_read) / Math.max(1, Number(row.file_bytes));
	return row.rows_total ? row.rows_done / row.rows_total : 0;
}
