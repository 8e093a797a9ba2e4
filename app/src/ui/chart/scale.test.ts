import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandPath, largestOf, linePath, niceTicks, seriesToCsv } from './scale.ts';

test.each([
	[53, [0, 20, 40, 60]],
	[4, [0, 1, 2, 3, 4]],
	[0.3, [0, 0.1, 0.2, 0.3]],
	[8214, [0, 5000, 10000]],
	[0, [0, 1]],
])('the steps up to %d are %j', (largest, ticks) => expect(niceTicks(largest)).toEqual(ticks));

test('steps begin at zero, reach the largest value and are even', () => {
	fc.assert(
		fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), fc.integer({ min: 2, max: 8 }), (largest, count) => {
			const ticks = niceTicks(largest, count);
			const [zero, step] = ticks;
			expect(zero).toBe(0);
			expect(ticks.at(-1)).toBeGreaterThanOrEqual(largest * (1 - 1e-9));
			expect(ticks.length).toBeLessThanOrEqual(count + 1);
			for (const [at, tick] of ticks.entries()) expect(tick).toBeCloseTo(at * (step ?? 0), 6);
		}),
	);
});

test('a line stands on zero at the bottom and touches the top', () => {
	expect(linePath([0, 5, 10], 10)).toBe('M0 100L50 50L100 0');
	expect(linePath([3], 6)).toBe('M50 50');
});

test('a band goes there along the upper and back along the lower bounds', () => {
	expect(
		bandPath(
			[
				{ label: 'a', value: 5, low: 4, high: 6 },
				{ label: 'b', value: 5 },
			],
			10,
		),
	).toBe('M0 40L100 50L100 50L0 60Z');
	expect(bandPath([], 10)).toBe('');
});

test('the largest value counts upper bounds', () => {
	expect(largestOf([{ label: 'a', value: 5, high: 9 }])).toBe(9);
	expect(largestOf([])).toBe(0);
});

test('the CSV quotes, leaves gaps and disarms formulas but not negative numbers', () => {
	const csv = seriesToCsv(
		[
			{
				name: 'Doors, knocked',
				points: [
					{ label: '=1+1', value: -3 },
					{ label: 'Mill "Street"', value: 4 },
				],
			},
			{ name: 'Open', points: [{ label: '=1+1', value: 2 }] },
		],
		'Place',
	);
	expect(csv).toBe('Place,"Doors, knocked",Open\r\n\'=1+1,-3,2\r\n"Mill ""Street""",4,');
});
