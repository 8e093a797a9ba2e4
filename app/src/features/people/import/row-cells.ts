import type { Positions } from './column-binding.ts';
import type { Problem, ProblemKind } from './person-draft.ts';
import type { PersonField } from './person-field.ts';

const needsCare = /^[\s'=+\-@]|\s$|\s\s|[^\S ]|[\u0300-\u036f]|[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd]/u;
const invisible = /(?![\t\n\r])\p{Cc}|[\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
const ownFormulaGuard = /^'(?=[=+\-@\t\r])/;
const formula = /^(?:=|@|\+|-(?!\s))(?=.)/;
const signedNumber = /^[+-][\d\s().,/-]+$/;
const longestValue = 500;
const longestNote = 20_000;
const longestExample = 200;

/** The cells of one row under their meaning, cleaned; collects what was wrong with them. */
export class RowCells {
	readonly problems: Problem[] = [];
	/** Cells that hold a wholly different kind of thing than their column says: two of them, and the row is shifted. */
	strangers = 0;
	readonly #cells: readonly string[];
	readonly #columns: Positions;

	constructor(cells: readonly string[], columns: Positions) {
		this.#cells = cells;
		this.#columns = columns;
	}

	/** The first column of this field that holds something; '' when none does. */
	text(field: PersonField, columns: Positions = this.#columns): string {
		for (const at of columns[field]) {
			const raw = this.#cells[at];
			if (raw === undefined || raw === '') continue;
			const text = this.#clean(raw, field);
			if (text !== '') return text;
		}
		return '';
	}

	/** All columns of this field that hold something. */
	texts(field: PersonField, columns: Positions = this.#columns): string[] {
		const found: string[] = [];
		for (const at of columns[field]) {
			const raw = this.#cells[at];
			if (raw === undefined || raw === '') continue;
			const text = this.#clean(raw, field);
			if (text !== '') found.push(text);
		}
		return found;
	}

	report(kind: ProblemKind, field: PersonField, value: string): void {
		this.problems.push({ kind, field, value: value.slice(0, longestExample) });
	}

	#clean(raw: string, field: PersonField): string {
		const longest = field === 'note' ? longestNote : longestValue;
		if (raw.length <= longest && !needsCare.test(raw)) return raw;
		const unguarded = raw.trim().replace(ownFormulaGuard, '');
		const wasGuarded = unguarded.length < raw.trim().length;
		const visible = unguarded.replace(invisible, '').normalize('NFC');
		const text = field === 'note' ? visible.replace(/\r\n?/g, '\n').trim() : visible.replace(/\s+/g, ' ').trim();
		if (text.includes('\ufffd')) this.report('unreadable-characters', field, text);
		if (!wasGuarded && formula.test(text) && !signedNumber.test(text)) this.report('formula-in-cell', field, text);
		if (text.length <= longest) return text;
		this.report('value-too-long', field, text);
		return text.slice(0, longest).toWellFormed();
	}
}
