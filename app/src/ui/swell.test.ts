import { describe, expect, test } from 'vitest';
import { crestPath, type Door } from './swell.ts';

/** Start and end of every arc in path data, as numbers. */
function readArcs(path: string) {
	return [...path.matchAll(/M([-\d.]+) ([-\d.]+)A([-\d.]+) [-\d.]+ 0 0 1 ([-\d.]+) ([-\d.]+)/g)].map((match) => match.slice(1).map(Number));
}

const street: Door[] = [
	{ x: 10, y: 40 },
	{ x: 24, y: 40 },
	{ x: 50, y: 36 },
];

describe('a crest', () => {
	test('of one door is a half circle', () => {
		expect(readArcs(crestPath([{ x: 0, y: 0 }], 5))).toEqual([[-5, 0, 5, 5, 0]]);
	});

	test('of doors too far apart to meet is one half circle each', () => {
		expect(readArcs(crestPath(street, 6))).toHaveLength(3);
	});

	test('of two doors meets halfway between them', () => {
		const [left, right] = readArcs(crestPath(street.slice(0, 2), 10));
		expect(left?.[3]).toBeCloseTo(17, 1);
		expect(right?.[0]).toBeCloseTo(17, 1);
		expect(left?.[4]).toBeCloseTo(right?.[1] ?? Number.NaN, 1);
	});

	test('of doors that open one after the other ends inside no ring', () => {
		const late = street.map((door, at) => ({ ...door, late: at * 4 }));
		const arcs = readArcs(crestPath(late, 22));
		expect(arcs.length).toBeGreaterThan(1);
		for (const arc of arcs)
			for (const [x, y] of [arc.slice(0, 2), arc.slice(3, 5)])
				for (const door of late) expect(Math.hypot((x ?? 0) - door.x, (y ?? 0) - door.y)).toBeGreaterThanOrEqual(22 - door.late - 0.02);
	});

	test('leaves out a ring that another has swallowed, and one that has not begun', () => {
		expect(
			readArcs(
				crestPath(
					[
						{ x: 0, y: 0 },
						{ x: 2, y: 0, late: 15 },
					],
					20,
				),
			),
		).toHaveLength(1);
		expect(crestPath([{ x: 0, y: 0, late: 9 }], 9)).toBe('');
	});

	test.each([4, 9, 13, 20, 31])('of radius %d ends nowhere nearer to another door than the radius', (radius) => {
		for (const arc of readArcs(crestPath(street, radius)))
			for (const [x, y] of [arc.slice(0, 2), arc.slice(3, 5)])
				for (const door of street) expect(Math.hypot((x ?? 0) - door.x, (y ?? 0) - door.y)).toBeGreaterThanOrEqual(radius - 0.02);
	});
});
