import { seededRandom } from '#features/node/seeded-random.ts';
import { crossingOf, type Line, mix, offsetLine, type Point, segmentsOf, splineThrough } from './plane.ts';

/**
 * The bones of the town: river, railway, ring, boulevard and the roads across. They are drawn as functions (the river and all
 * that runs with it: y of x; the roads across: x of y), which makes «in which quarter?» two comparisons; `bend` then turns and
 * curves the whole plan, so that nobody sees it was drawn on squared paper.
 */
export type Skeleton = {
	river: Line;
	/** Half the width of the river there, metres. */
	riverHalfWidth(x: number): number;
	rail: Line;
	/** Lines from west to east. */
	courses: Record<Course, Line>;
	/** Lines from south to north. */
	roads: Record<Road, Line>;
	island: Line;
};
export type Course = 'ringNorth' | 'boulevard' | 'quayNorth' | 'river' | 'quaySouth' | 'railNorth' | 'rail' | 'railSouth' | 'ringSouth';
export type Road = 'west' | 'abbey' | 'high' | 'mill' | 'lark' | 'east';

/** The plan was drawn larger than a town of 8,000 needs. */
const SCALE = 0.72;
const scaled = (points: Line): Point[] => points.map(([x, y]) => [x * SCALE, y * SCALE]);

const RIVER: Line = [
	[-2300, -640],
	[-1900, -520],
	[-1500, -330],
	[-1230, 0],
	[-980, 180],
	[-700, 170],
	[-420, -60],
	[-130, -190],
	[150, -90],
	[380, 120],
	[620, 150],
	[860, 10],
	[1080, -190],
	[1400, -300],
	[1800, -280],
	[2400, -420],
];
const RAIL: Line = [
	[-2300, 420],
	[-1900, 240],
	[-1500, 10],
	[-1200, -280],
	[-1000, -410],
	[-600, -520],
	[-150, -500],
	[330, -470],
	[760, -540],
	[1150, -660],
	[1600, -760],
	[2400, -820],
];
const BOULEVARD: Line = [
	[-800, 360],
	[-620, 330],
	[-150, 230],
	[330, 380],
	[760, 400],
	[1250, 260],
	[1500, 250],
];

export function drawSkeleton(seed: string): Skeleton {
	const random = seededRandom(`${seed}/skeleton`);
	const shaken = (points: Line, metres: number): Point[] =>
		points.map(([x, y]) => [x + random.between(-metres, metres), y + random.between(-metres, metres)]);
	const course = (points: Line) => splineThrough(scaled(shaken(points, 14)), 9);
	const wave = (from: number, to: number, at: (along: number) => Point) => {
		const points: Point[] = [];
		for (let along = from; along <= to; along += 12) points.push(at(along));
		return scaled(points);
	};
	const phase = () => random.between(-0.4, 0.4);
	const eastward = (y: number, height: number, lengthMetres: number, shift: number) =>
		wave(-1400, 1500, (x) => [x, y + height * Math.sin(x / lengthMetres + shift)]);
	const northward = (x: number, width: number, lengthMetres: number, shift: number) =>
		wave(-1500, 1300, (y) => [x + width * Math.sin(y / lengthMetres + shift), y]);

	const river = course(RIVER);
	const rail = course(RAIL);
	const islandX = 500 * SCALE;
	const riverHalfWidth = (x: number) =>
		26 + 24 * Math.exp(-(((x - islandX) / 105) ** 2)) + 30 / (1 + Math.exp(-(x - 1000 * SCALE) / 70)) + 3 * Math.sin(x / 37);
	const quay = (side: 1 | -1) => offsetLine(river, ([x]) => side * (riverHalfWidth(x) + 15));
	return {
		river,
		riverHalfWidth,
		rail,
		courses: {
			ringNorth: eastward(800, 45, 420, phase()),
			boulevard: course(BOULEVARD),
			quayNorth: quay(1),
			river,
			quaySouth: quay(-1),
			railNorth: offsetLine(rail, 24),
			rail,
			railSouth: offsetLine(rail, -24),
			ringSouth: eastward(-960, 50, 380, 1 + phase()),
		},
		roads: {
			west: northward(-1080, 40, 300, phase()),
			abbey: northward(-600, 55, 330, phase()),
			high: northward(-140, 40, 250, 1 + phase()),
			mill: northward(320, 45, 300, phase()),
			lark: northward(780, 50, 280, 2 + phase()),
			east: northward(1190, 45, 350, 1 + phase()),
		},
		island: drawIsland(river, islandX, riverHalfWidth),
	};
}

function drawIsland(river: Line, islandX: number, halfWidth: (x: number) => number): Point[] {
	const reach = 82;
	const spine = river.filter(([x]) => Math.abs(x - islandX) < reach);
	const half = ([x]: Point) => Math.max(0, halfWidth(x) - 27) * Math.sqrt(Math.max(0, 1 - ((x - islandX) / reach) ** 2));
	return [...offsetLine(spine, half), ...offsetLine(spine, (p) => -half(p)).reverse()];
}

/** y of a west-east line at x. */
export function heightAt(line: Line, x: number): number {
	return valueAt(line, 0, x);
}

/** x of a south-north line at y. */
export function widthAt(line: Line, y: number): number {
	return valueAt(line, 1, y);
}

function valueAt(line: Line, axis: 0 | 1, value: number): number {
	let low = 0;
	let high = line.length - 1;
	while (high - low > 1) {
		const middle = (low + high) >> 1;
		if ((line[middle] as Point)[axis] <= value) low = middle;
		else high = middle;
	}
	const from = line[low] as Point;
	const to = line[high] as Point;
	return mix(from, to, (value - from[axis]) / (to[axis] - from[axis]))[axis === 0 ? 1 : 0];
}

/** Where a road meets a course: the point and the number of points before it on each. Throws when they do not meet. */
export function meeting(course: Line, road: Line): { point: Point; onCourse: number; onRoad: number } {
	const roadParts = segmentsOf(road);
	const west = Math.min(...road.map(([x]) => x));
	const east = Math.max(...road.map(([x]) => x));
	for (const [onCourse, part] of segmentsOf(course).entries()) {
		if (part.to[0] < west || part.from[0] > east) continue;
		for (const [onRoad, other] of roadParts.entries()) {
			const crossing = crossingOf(part, other);
			if (crossing) return { point: mix(part.from, part.to, crossing.onA), onCourse: onCourse + 1, onRoad: onRoad + 1 };
		}
	}
	throw new Error('a road and a course of the demo town do not meet');
}

const TURN = 0.16;

/** From the plan to the ground: turned by nine degrees and bent by two slow waves. Keeps sides and neighbours. */
export function bend([x, y]: Point): Point {
	const bentX = x + 42 * Math.sin(y / 330 + 0.5);
	const bentY = y + 44 * Math.sin(x / 400 - 0.3);
	return [bentX * Math.cos(TURN) - bentY * Math.sin(TURN), bentX * Math.sin(TURN) + bentY * Math.cos(TURN)];
}
