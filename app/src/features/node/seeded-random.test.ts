import { expect, test } from 'vitest';
import { seededRandom } from './seeded-random.ts';

const drawMany = (seed: string, count: number) => {
	const random = seededRandom(seed);
	return Array.from({ length: count }, () => random.next());
};

test('the same seed repeats itself and a neighbouring seed does not', () => {
	expect(drawMany('riverside', 100)).toEqual(drawMany('riverside', 100));
	const near = new Set(drawMany('riversidf', 100));
	expect(drawMany('riverside', 100).filter((number) => near.has(number))).toEqual([]);
});

test('numbers fill the interval evenly (chi-squared over 100 bins, 99 degrees of freedom)', () => {
	const bins = new Array<number>(100).fill(0);
	for (const number of drawMany('even', 100_000)) {
		const bin = Math.floor(number * 100);
		bins[bin] = (bins[bin] ?? 0) + 1;
	}
	const chiSquared = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
	// 0.01 % of honest generators fall outside.
	expect(chiSquared).toBeGreaterThan(52);
	expect(chiSquared).toBeLessThan(161);
});

test('whole numbers reach both ends and never pass them', () => {
	const random = seededRandom('dice');
	const seen = new Set(Array.from({ length: 1000 }, () => random.whole(1, 6)));
	expect([...seen].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});

test('weights are kept, and what weighs nothing is never drawn', () => {
	const random = seededRandom('weights');
	const counts = { often: 0, seldom: 0, never: 0 };
	for (let i = 0; i < 10_000; i++) counts[random.weighted({ often: 3, seldom: 1, never: 0 })]++;
	expect(counts.never).toBe(0);
	expect(counts.often / 10_000).toBeCloseTo(0.75, 1);
});

test('a shuffle keeps every item and leaves the original alone', () => {
	const items = Array.from({ length: 50 }, (_, i) => i);
	const shuffled = seededRandom('cards').shuffled(items);
	expect(shuffled).not.toEqual(items);
	expect([...shuffled].sort((a, b) => a - b)).toEqual(items);
});

test('normal numbers have the mean and the spread that were asked for', () => {
	const random = seededRandom('bell');
	const drawn = Array.from({ length: 20_000 }, () => random.normal(40, 5));
	const mean = drawn.reduce((sum, number) => sum + number, 0) / drawn.length;
	const variance = drawn.reduce((sum, number) => sum + (number - mean) ** 2, 0) / drawn.length;
	expect(mean).toBeCloseTo(40, 0);
	expect(Math.sqrt(variance)).toBeCloseTo(5, 0);
});

test('picking from nothing is said, not undefined', () => {
	expect(() => seededRandom('empty').pick([])).toThrow(RangeError);
});
