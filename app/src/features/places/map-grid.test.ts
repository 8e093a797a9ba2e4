import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellOf, cellsIn, gridCell, MOST_CELLS, readBounds } from './map-grid.ts';

const anyBounds = fc
	.tuple(
		fc.double({ min: -180, max: 179, noNaN: true }),
		fc.double({ min: -85, max: 84, noNaN: true }),
		fc.double({ min: 0.0001, max: 360, noNaN: true }),
		fc.double({ min: 0.0001, max: 170, noNaN: true }),
	)
	.map(([west, south, width, height]) => [west, south, Math.min(540, west + width), Math.min(90, south + height)] as const);

test('no view of any size has more cells than a map can show', () => {
	fc.assert(
		fc.property(anyBounds, fc.integer({ min: 0, max: 22 }), (bounds, zoom) => {
			expect(cellsIn(bounds, gridCell(zoom, bounds))).toBeLessThanOrEqual(MOST_CELLS);
		}),
	);
});

test('a screen of 1440 × 900 has cells of 64 px, and the grid holds still while it moves', () => {
	const degreesPerPixel = 360 / (512 * 2 ** 13);
	const screen = (west: number) => [west, 47, west + 1440 * degreesPerPixel, 47 + 900 * degreesPerPixel * 0.68] as const;
	const cell = gridCell(13, screen(9.5));
	expect(cell.widthDegrees / degreesPerPixel).toBeCloseTo(64, 6);
	expect(gridCell(13, screen(9.531))).toEqual(cell);
	expect(gridCell(13.9, screen(9.5))).toEqual(cell);
	expect(cellOf(9.52, 47.01, cell)).toEqual(cellOf(9.52, 47.01, gridCell(13, screen(9.531))));
});

test('cells are about square on the ground wherever they lie', () => {
	for (const latitude of [0, 20, 45, 60, 75]) {
		const { widthDegrees, heightDegrees } = gridCell(14, [9, latitude, 9.01, latitude + 0.01]);
		const ratio = (heightDegrees / widthDegrees) * (1 / Math.cos((latitude * Math.PI) / 180));
		expect(ratio).toBeGreaterThan(0.65);
		expect(ratio).toBeLessThan(1.5);
	}
});

test('bounds are four numbers in order, and nothing else', () => {
	expect(readBounds('9.4,47.1,9.6,47.3')).toEqual([9.4, 47.1, 9.6, 47.3]);
	for (const text of [null, '', '1,2,3', '1,2,3,4,5', '3,2,1,4', '1,4,3,2', 'a,b,c,d', '1e9,2,3,4', '1,2,3,91', ' 1,2,3,4'])
		expect(readBounds(text), String(text)).toBeNull();
});
