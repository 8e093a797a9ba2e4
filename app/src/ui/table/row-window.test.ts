import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextSort } from './columns.ts';
import { computeRowWindow, rowAfterKey } from './row-window.ts';

describe('the window of rows', () => {
	test('always covers what is in view, and its heights add up', () => {
		fc.assert(
			fc.property(
				fc.record({
					height: fc.integer({ min: 20, max: 200 }),
					total: fc.integer({ min: 0, max: 300_000 }),
					spare: fc.integer({ min: 0, max: 20 }),
					visible: fc.integer({ min: 0, max: 2000 }),
					share: fc.double({ min: 0, max: 1, noNaN: true }),
				}),
				({ height, total, spare, visible, share }) => {
					const scrolled = share * Math.max(0, total * height - visible);
					const { first, end, above, below } = computeRowWindow(scrolled, visible, { height, total, spare });
					expect(above + (end - first) * height + below).toBe(total * height);
					expect(above).toBeLessThanOrEqual(scrolled + 1e-6);
					expect(end * height).toBeGreaterThanOrEqual(Math.min(total * height, scrolled + visible) - 1e-6);
					expect(end - first).toBeLessThanOrEqual(visible / height + 2 * spare + 3);
				},
			),
		);
	});

	test('shows the end when the list became shorter than the place scrolled to', () => {
		const { first, end } = computeRowWindow(1_000_000, 400, { height: 40, total: 30, spare: 5 });
		expect(end).toBe(30);
		expect(first).toBeLessThanOrEqual(20);
	});
});

test.each([
	['ArrowDown', 5, 6],
	['ArrowDown', 99, 99],
	['ArrowUp', 0, 0],
	['PageDown', 5, 14],
	['PageUp', 5, 0],
	['Home', 50, 0],
	['End', 50, 99],
	['x', 50, undefined],
])('%s on row %d leads to %s', (key, from, to) => expect(rowAfterKey(key, from, { page: 10, total: 100 })).toBe(to));

test('a second click on a header turns the order round', () => {
	const once = nextSort('name', undefined);
	expect(once).toEqual({ key: 'name', direction: 'ascending' });
	expect(nextSort('name', once).direction).toBe('descending');
	expect(nextSort('age', nextSort('name', once))).toEqual({ key: 'age', direction: 'ascending' });
});
