import { type SeededRandom, seededRandom } from '#features/node/seeded-random.ts';
import { DISTRICTS, type DistrictPlan, type StreetPattern } from '../districts.ts';
import { GREEN_ROAD_METRES, GREENS, isOnGreen, outlineOf } from './greens.ts';
import { closed, densify, type Line, middleOf, type Point } from './plane.ts';
import { type Course, heightAt, meeting, type Road, type Skeleton, widthAt } from './skeleton.ts';

export type StreetKind = 'boulevard' | 'avenue' | 'quay' | 'street' | 'lane' | 'square' | 'bridge' | 'footbridge' | 'crossing' | 'country';

/** A street on the plan, before streets were cut where they meet. `within`: it may not leave that quarter. */
export type DraftStreet = { line: Line; kind: StreetKind; name?: string; within?: DistrictPlan; theme?: string };

const COURSE_STREETS: readonly [Course, Road, Road, StreetKind, string][] = [
	['ringNorth', 'west', 'east', 'boulevard', 'North Ring'],
	['ringSouth', 'west', 'east', 'boulevard', 'South Ring'],
	['boulevard', 'abbey', 'east', 'boulevard', 'Ramparts Boulevard'],
	['quayNorth', 'west', 'abbey', 'quay', 'Willow Quay'],
	['quayNorth', 'abbey', 'mill', 'quay', 'Ferrymen’s Quay'],
	['quayNorth', 'mill', 'east', 'quay', 'Heron Quay'],
	['quaySouth', 'west', 'abbey', 'quay', 'Tanners’ Quay'],
	['quaySouth', 'abbey', 'mill', 'quay', 'Laundry Quay'],
	['quaySouth', 'mill', 'east', 'quay', 'Harbour Quay'],
	['railNorth', 'west', 'abbey', 'avenue', 'Sidings Road'],
	['railNorth', 'abbey', 'mill', 'avenue', 'Station Avenue'],
	['railNorth', 'mill', 'east', 'avenue', 'Freight Road'],
	['railSouth', 'west', 'high', 'avenue', 'Embankment Road'],
	['railSouth', 'high', 'east', 'avenue', 'Signal Road'],
];

type RoadPart = [Road, Course, Course, StreetKind, string];
const ROAD_STREETS: readonly RoadPart[] = [
	['west', 'quayNorth', 'ringNorth', 'avenue', 'Westgate Avenue'],
	['west', 'railNorth', 'quaySouth', 'avenue', 'Weir Road'],
	['west', 'ringSouth', 'railSouth', 'avenue', 'Meadow Road'],
	['abbey', 'quayNorth', 'ringNorth', 'avenue', 'Abbey Avenue'],
	['abbey', 'quaySouth', 'quayNorth', 'bridge', 'Abbey Bridge'],
	['abbey', 'railNorth', 'quaySouth', 'avenue', 'Abbey Street'],
	['abbey', 'railSouth', 'railNorth', 'crossing', 'Abbey Crossing'],
	['high', 'quayNorth', 'boulevard', 'avenue', 'High Street'],
	['high', 'boulevard', 'ringNorth', 'avenue', 'College Avenue'],
	['high', 'quaySouth', 'quayNorth', 'bridge', 'Old Bridge'],
	['high', 'railNorth', 'quaySouth', 'avenue', 'Station Road'],
	['high', 'ringSouth', 'railSouth', 'avenue', 'Plumtree Avenue'],
	['mill', 'quayNorth', 'boulevard', 'avenue', 'Millers’ Avenue'],
	['mill', 'boulevard', 'ringNorth', 'avenue', 'Heath Avenue'],
	['mill', 'quaySouth', 'quayNorth', 'bridge', 'Mill Bridge'],
	['mill', 'railNorth', 'quaySouth', 'avenue', 'Foundry Road'],
	['mill', 'railSouth', 'railNorth', 'crossing', 'Foundry Crossing'],
	['mill', 'ringSouth', 'railSouth', 'avenue', 'Southfields Avenue'],
	['lark', 'boulevard', 'ringNorth', 'avenue', 'Larkfield Avenue'],
	['lark', 'quayNorth', 'boulevard', 'avenue', 'Kingfisher Avenue'],
	['lark', 'quaySouth', 'quayNorth', 'bridge', 'New Bridge'],
	['lark', 'railNorth', 'quaySouth', 'avenue', 'Customs Road'],
	['lark', 'railSouth', 'railNorth', 'crossing', 'Customs Crossing'],
	['lark', 'ringSouth', 'railSouth', 'avenue', 'Clover Avenue'],
	['east', 'quayNorth', 'ringNorth', 'avenue', 'Saltgate Avenue'],
	['east', 'railNorth', 'quaySouth', 'avenue', 'Lighthouse Road'],
	['east', 'ringSouth', 'railSouth', 'avenue', 'Eastfield Road'],
];

/** Every street the town would like to have; the main ones first, because the others give way to them. */
export function draftStreets(seed: string, skeleton: Skeleton): DraftStreet[] {
	const random = seededRandom(`${seed}/streets`);
	return [
		...ROAD_STREETS.map((part) => roadStreet(skeleton, part)),
		...COURSE_STREETS.map(([course, from, to, kind, name]) => ({ line: courseBetween(skeleton, course, from, to), kind, name })),
		...countryRoads(skeleton),
		footbridge(skeleton),
		...GREENS.filter((green) => green.road).map(
			(green): DraftStreet => ({
				line: closed(outlineOf(green, GREEN_ROAD_METRES)),
				kind: 'square',
				...(green.road ? { name: green.road } : {}),
			}),
		),
		...DISTRICTS.flatMap((district) => fillDistrict(district, skeleton, random)),
	];
}

function courseBetween({ courses, roads }: Skeleton, course: Course, west: Road, east: Road): Point[] {
	const from = meeting(courses[course], roads[west]);
	const to = meeting(courses[course], roads[east]);
	return [from.point, ...courses[course].slice(from.onCourse, to.onCourse), to.point];
}

function roadBetween({ courses, roads }: Skeleton, road: Road, south: Course, north: Course): Point[] {
	const from = meeting(courses[south], roads[road]);
	const to = meeting(courses[north], roads[road]);
	return [from.point, ...roads[road].slice(from.onRoad, to.onRoad), to.point];
}

function roadStreet(skeleton: Skeleton, [road, south, north, kind, name]: RoadPart): DraftStreet {
	return { line: roadBetween(skeleton, road, south, north), kind, name };
}

/** The ways out of town: over the rings and away, without houses. */
function countryRoads({ courses, roads }: Skeleton): DraftStreet[] {
	const out = (road: Road, course: 'ringNorth' | 'ringSouth', name: string): DraftStreet => {
		const { point, onRoad } = meeting(courses[course], roads[road]);
		const rest = course === 'ringNorth' ? roads[road].slice(onRoad, onRoad + 32) : roads[road].slice(onRoad - 28, onRoad).reverse();
		return { line: [point, ...rest], kind: 'country', name };
	};
	return [
		out('abbey', 'ringNorth', 'Beech Wood Road'),
		out('lark', 'ringNorth', 'Heath Road'),
		out('mill', 'ringSouth', 'Long Field Road'),
	];
}

/** From Heron Quay over the island to the south bank. */
function footbridge({ courses, river }: Skeleton): DraftStreet {
	const x = 352;
	const y = heightAt(river, x);
	return {
		line: [
			[x - 2, heightAt(courses.quaySouth, x - 2)],
			[x, y],
			[x + 3, heightAt(courses.quayNorth, x + 3)],
		],
		kind: 'footbridge',
		name: 'Heron Footbridge',
	};
}

/** The outline of a quarter on the plan, counter-clockwise from its south-west corner. */
export function districtOutline(skeleton: Skeleton, { south, north, west, east }: DistrictPlan): Point[] {
	return [
		...courseBetween(skeleton, south, west, east),
		...roadBetween(skeleton, east, south, north),
		...courseBetween(skeleton, north, west, east).reverse(),
		...roadBetween(skeleton, west, south, north).reverse(),
	];
}

/** Streets stay on the dry side: behind the quay and beside the rails. */
const STREET_SIDE: Partial<Record<Course, { below: Course; above: Course }>> = {
	river: { below: 'quaySouth', above: 'quayNorth' },
	rail: { below: 'railSouth', above: 'railNorth' },
};

export function isOpenGround({ courses, roads }: Skeleton, { south, north, west, east }: DistrictPlan, point: Point): boolean {
	const low = courses[STREET_SIDE[south]?.above ?? south];
	const high = courses[STREET_SIDE[north]?.below ?? north];
	return (
		point[1] > heightAt(low, point[0]) &&
		point[1] < heightAt(high, point[0]) &&
		point[0] > widthAt(roads[west], point[1]) &&
		point[0] < widthAt(roads[east], point[1]) &&
		!isOnGreen(point)
	);
}

function fillDistrict(district: DistrictPlan, skeleton: Skeleton, random: SeededRandom): DraftStreet[] {
	const outline = districtOutline(skeleton, district);
	const draft = (line: Line, kind: StreetKind): DraftStreet => ({ line: densify(line, 9), kind, within: district, theme: district.key });
	const { pattern } = district;
	if (pattern.kind === 'grid') return gridStreets(pattern, outline, random).map((line) => draft(line, 'street'));
	if (pattern.kind === 'web') return webStreets(pattern, random).map((line) => draft(line, 'lane'));
	return loopStreets(pattern, random).map((line) => draft(line, 'street'));
}

/** Long streets side by side, and short ones from each to the next that need not continue the one before. */
function gridStreets(pattern: StreetPattern & { kind: 'grid' }, outline: Line, random: SeededRandom): Line[] {
	const centre = middleOf(outline);
	const reach = Math.max(...outline.map((p) => Math.hypot(p[0] - centre[0], p[1] - centre[1])));
	const [cos, sin] = [Math.cos(pattern.turn), Math.sin(pattern.turn)];
	const place = (u: number, v: number): Point => {
		const waved = v + pattern.wobble * Math.sin(u / 95 + v / 210);
		return [centre[0] + u * cos - waved * sin, centre[1] + u * sin + waved * cos];
	};
	const lines: Line[] = [];
	let shift = random.between(0, pattern.across);
	for (let v = -reach + random.between(0, pattern.long); v < reach; v += pattern.long * random.between(0.92, 1.1)) {
		const next = v + pattern.long * 1.12;
		lines.push(Array.from({ length: Math.ceil(reach / 8) }, (_, i) => place(-reach + i * 16, v)));
		if (pattern.wobble > 0) shift += random.between(0.1, 0.5) * pattern.across;
		for (let u = -reach + (shift % pattern.across); u < reach; u += pattern.across * random.between(0.93, 1.08)) {
			if (random.chance(pattern.missing)) continue;
			lines.push([place(u, v), place(u + random.between(-1, 1) * pattern.wobble * 0.4, next)]);
		}
	}
	return lines;
}

/** Lanes from the market to every gate, and the rings where older walls stood: nothing quite straight. */
function webStreets(pattern: StreetPattern & { kind: 'web' }, random: SeededRandom): Line[] {
	const [x, y] = pattern.centre;
	const bendAt = Array.from({ length: 6 }, () => random.between(0, 2 * Math.PI));
	const crooked = (turn: number, radius: number) => 0.09 * Math.sin(radius / 34 + 3 * turn) + 0.05 * Math.sin(radius / 17 + turn * 5);
	const place = (turn: number, radius: number): Point => {
		const own = radius * (1 + 0.08 * Math.sin(3 * turn + (bendAt[0] ?? 0)) + 0.05 * Math.sin(5 * turn + (bendAt[1] ?? 0)));
		return [x + 1.42 * own * Math.cos(turn), y + 0.92 * own * Math.sin(turn)];
	};
	const lines: Line[] = [];
	for (const ring of pattern.rings)
		lines.push(Array.from({ length: 73 }, (_, i) => place((i / 72) * 2 * Math.PI, ring + 3.5 * Math.sin(i * 1.3 + ring))));
	const turnOf = (ray: number, of: number) => (ray / of) * 2 * Math.PI + random.between(-0.12, 0.12);
	for (let ray = 0; ray < pattern.rays; ray++) {
		const turn = turnOf(ray, pattern.rays);
		const start = ray % 2 === 0 ? 20 : 66;
		lines.push(Array.from({ length: 30 }, (_, i) => place(turn + crooked(turn, start + i * 13), start + i * 13)));
	}
	for (let ray = 0; ray < pattern.rays * 2; ray++) {
		const turn = turnOf(ray + 0.5, pattern.rays * 2);
		const ring = random.pick(pattern.rings.slice(1));
		lines.push(Array.from({ length: 8 }, (_, i) => place(turn + crooked(turn, ring + i * 10), ring - 4 + i * 11)));
	}
	return lines;
}

/** A garden suburb: rounds within rounds about a green, tied by a few spokes, and half the rounds left open. */
function loopStreets(pattern: StreetPattern & { kind: 'loops' }, random: SeededRandom): Line[] {
	const [x, y] = pattern.centre;
	const place = (turn: number, radius: number): Point => [x + 1.55 * radius * Math.cos(turn), y + 0.86 * radius * Math.sin(turn)];
	const lines: Line[] = pattern.loops.map((loop) =>
		Array.from({ length: 61 }, (_, i) => place((i / 60) * 2 * Math.PI, loop * (1 + 0.05 * Math.sin((i / 60) * 4 * Math.PI + loop)))),
	);
	for (let spoke = 0; spoke < pattern.spokes; spoke++) {
		const turn = ((spoke + random.between(-0.15, 0.15)) / pattern.spokes) * 2 * Math.PI + 0.35;
		lines.push(Array.from({ length: 26 }, (_, i) => place(turn + 0.12 * Math.sin(i / 5), 30 + i * 14)));
	}
	return lines;
}
