import type { Snippet } from 'svelte';

export type Direction = 'ascending' | 'descending';

export interface Sort {
	key: string;
	direction: Direction;
}

/** One column. `text` is what the cell says (also to the card of a phone); `cell` draws it otherwise. */
export interface Column<Row> {
	key: string;
	label: string;
	text: (row: Row) => string;
	cell?: Snippet<[Row]>;
	sortable?: boolean;
	/** Numbers are aligned at the end. */
	numeric?: boolean;
	/** CSS width such as `8rem` or `20%`; columns without one share the rest. */
	width?: string;
	/** Left out where there is no room: beside the bar of rooms on a tablet, and in the card that a row becomes on phones. */
	onlyWide?: boolean;
}

/** The sort that a click on this column's header asks for. */
export function nextSort(column: string, sort: Sort | undefined): Sort {
	return { key: column, direction: sort?.key === column && sort.direction === 'ascending' ? 'descending' : 'ascending' };
}
