import { SvelteMap } from 'svelte/reactivity';

export type LoadRows<Row> = (offset: number, limit: number) => Promise<readonly Row[]>;

const pageSize = 100;
/** 3,000 rows: a minute of scrolling back without asking again, little memory on a cheap phone. */
const pagesKept = 30;
/** Rows that only fly past under a dragged scroll bar are never asked for. */
const settleMilliseconds = 90;

/** The rows of a long list that are here already; asks for the rest in pages as they come into view. */
export class RowPages<Row> {
	#pages = new SvelteMap<number, readonly Row[] | 'asked' | 'failed'>();
	#load: LoadRows<Row> | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#generation = 0;

	/** Starts anew with the rows the server sent (from row 0), after a new sort or search as well. */
	reset(load: LoadRows<Row> | undefined): void {
		this.#generation++;
		this.#load = load;
		clearTimeout(this.#timer);
		this.#pages.clear();
	}

	at(index: number): Row | undefined {
		const page = this.#pages.get(Math.floor(index / pageSize));
		return Array.isArray(page) ? page[index % pageSize] : undefined;
	}

	hasFailed(first: number, end: number): boolean {
		return this.#pagesOf(first, end).some((page) => this.#pages.get(page) === 'failed');
	}

	/** Asks for what is missing between these rows, once the scrolling has settled. */
	want(first: number, end: number): void {
		clearTimeout(this.#timer);
		const missing = this.#pagesOf(first, end).filter((page) => !this.#pages.has(page));
		if (missing.length && this.#load) this.#timer = setTimeout(() => this.#fetch(missing), settleMilliseconds);
	}

	retry(): void {
		const failed = [...this.#pages].filter(([, page]) => page === 'failed').map(([number]) => number);
		this.#fetch(failed);
	}

	#pagesOf(first: number, end: number): number[] {
		const from = Math.floor(first / pageSize);
		return Array.from({ length: Math.max(0, Math.ceil(end / pageSize) - from) }, (_, at) => from + at);
	}

	#fetch(pages: readonly number[]): void {
		for (const page of pages) void this.#fetchPage(page);
	}

	async #fetchPage(page: number): Promise<void> {
		const generation = this.#generation;
		this.#pages.set(page, 'asked');
		try {
			const rows = (await this.#load?.(page * pageSize, pageSize)) ?? [];
			if (generation !== this.#generation) return;
			this.#pages.delete(page);
			this.#pages.set(page, rows);
			for (const old of this.#pages.keys()) if (this.#pages.size > pagesKept) this.#pages.delete(old);
		} catch {
			if (generation === this.#generation) this.#pages.set(page, 'failed');
		}
	}
}
