/** Which rows of a long list are drawn, and where a key leads. Lengths in px; rows all have the same height. */

export interface RowWindow {
	first: number;
	/** Exclusive. */
	end: number;
	above: number;
	below: number;
}

/** Rows in view and `spare` more on both sides; `above` and `below` are the heights of what is not drawn. */
export function computeRowWindow(scrolled: number, visible: number, row: { height: number; total: number; spare: number }): RowWindow {
	const { height, total, spare } = row;
	const inView = Math.ceil(Math.max(0, visible) / height) + 1;
	const first = Math.min(Math.max(0, total - inView), Math.max(0, Math.floor(scrolled / height) - spare));
	const end = Math.min(total, Math.max(0, Math.floor(scrolled / height)) + inView + spare);
	return { first, end: Math.max(first, end), above: first * height, below: (total - Math.max(first, end)) * height };
}

/** The row a key leads to, or undefined where the key is not ours. `page` is the number of rows in view. */
export function rowAfterKey(key: string, from: number, size: { page: number; total: number }): number | undefined {
	const to = {
		ArrowDown: from + 1,
		ArrowUp: from - 1,
		PageDown: from + Math.max(1, size.page - 1),
		PageUp: from - Math.max(1, size.page - 1),
		Home: 0,
		End: size.total - 1,
	}[key];
	return to === undefined ? undefined : Math.min(size.total - 1, Math.max(0, to));
}
