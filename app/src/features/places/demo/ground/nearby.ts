import type { Point } from './plane.ts';

/** Things filed by the squares their box touches, so that asking «what is near here?» does not look at the whole town. */
export class Nearby<T> {
	readonly #squares = new Map<number, T[]>();
	readonly #squareMetres: number;

	constructor(squareMetres: number) {
		this.#squareMetres = squareMetres;
	}

	add(item: T, corners: readonly Point[], marginMetres = 0): void {
		for (const square of this.#touched(corners, marginMetres)) {
			const items = this.#squares.get(square);
			if (items) items.push(item);
			else this.#squares.set(square, [item]);
		}
	}

	/** Every item whose squares touch the box around the corners; a superset of those really near. */
	around(corners: readonly Point[], marginMetres = 0): Set<T> {
		const found = new Set<T>();
		for (const square of this.#touched(corners, marginMetres)) for (const item of this.#squares.get(square) ?? []) found.add(item);
		return found;
	}

	*#touched(corners: readonly Point[], marginMetres: number) {
		let [left, low, right, high] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const [x, y] of corners) {
			left = Math.min(left, x);
			right = Math.max(right, x);
			low = Math.min(low, y);
			high = Math.max(high, y);
		}
		const square = (metres: number) => Math.floor(metres / this.#squareMetres);
		for (let i = square(left - marginMetres); i <= square(right + marginMetres); i++)
			for (let j = square(low - marginMetres); j <= square(high + marginMetres); j++) yield i * 100_003 + j;
	}
}
