import { type SeededRandom, seededRandom } from '#features/node/seeded-random.ts';
import { DISTRICTS, type DistrictPlan, type LotStyle } from '../districts.ts';
import { BuildingGround, type Footprint } from './building-ground.ts';
import { bentOutline, GREENS } from './greens.ts';
import { type BuildingKind, LOT_RULES, type LotRule } from './lots.ts';
import {
	closed,
	distanceBetween,
	distanceToSegment,
	isInside,
	type Line,
	lineLength,
	measured,
	nearestShare,
	type Point,
	segmentsOf,
} from './plane.ts';
import { type PlacedSite, SITES, type Site } from './sites.ts';
import type { StreetKind } from './street-plan.ts';

export type GroundStreet = { line: Line; kind: StreetKind };
export type GroundDistrict = { plan: DistrictPlan; outline: Line };

/** One entrance on a street: which side (1: left of the street's direction), how far along, what stands there. */
export type Lot = {
	street: number;
	side: 1 | -1;
	alongMetres: number;
	/** In front of the door. */
	door: Point;
	footprint: Footprint;
	group: number;
	kind: BuildingKind;
	floors: number;
	doorsPerFloor: number;
	oneHousehold: boolean;
	district: string;
	site?: Site;
};

const NO_HOUSES: ReadonlySet<StreetKind> = new Set(['bridge', 'footbridge', 'crossing', 'country']);
const CLEARANCE: Partial<Record<StreetKind, number>> = { boulevard: 6.5, avenue: 5.5, quay: 5, lane: 3.4 };

/** Lines on the ground that houses keep away from: the banks and the rails. */
export type Barriers = { banks: readonly Line[]; rail: Line };

/** Builds the town: first the buildings everybody knows, then houses along both sides of every street. */
export function planBuildings(
	seed: string,
	streets: readonly GroundStreet[],
	districts: readonly GroundDistrict[],
	barriers: Barriers,
): Lot[] {
	const random = seededRandom(`${seed}/buildings`);
	const ground = new BuildingGround();
	for (const { line, kind } of streets) ground.keepClear(line, CLEARANCE[kind] ?? 4.2);
	for (const bank of barriers.banks) ground.keepClear(bank, 5);
	ground.keepClear(barriers.rail, 12);
	for (const green of GREENS) ground.keepClear(closed(bentOutline(green)), 2);
	const builder: Builder = { random, ground, streets, districts, lots: [], groups: 0 };
	for (const site of SITES) placeSite(builder, site);
	for (const [street, { kind }] of streets.entries())
		if (!NO_HOUSES.has(kind)) for (const side of [1, -1] as const) lineWithHouses(builder, street, side);
	return builder.lots;
}

type Builder = {
	random: SeededRandom;
	ground: BuildingGround;
	streets: readonly GroundStreet[];
	districts: readonly GroundDistrict[];
	lots: Lot[];
	groups: number;
};
type Measured = ReturnType<typeof measured>;
type Plot = { from: number; width: number; setback: number; depth: number; side: 1 | -1 };

function footprintOf(along: Measured, { from, width, setback, depth, side }: Plot): Footprint {
	const corner = (metres: number, beside: number) => along.beside(metres, side * beside);
	return [corner(from, setback), corner(from + width, setback), corner(from + width, setback + depth), corner(from, setback + depth)];
}

/** A large building is square even where its street bends. */
function squared([left, right]: Footprint, { depth, side }: Plot): Footprint {
	const length = distanceBetween(left, right) || 1;
	const back: Point = [(-(right[1] - left[1]) / length) * side * depth, ((right[0] - left[0]) / length) * side * depth];
	return [left, right, [right[0] + back[0], right[1] + back[1]], [left[0] + back[0], left[1] + back[1]]];
}

/** Inside of a sharp bend a house would shrink to a wedge, outside of it it would fan out. */
function isHouseShaped([frontLeft, frontRight, backRight, backLeft]: Footprint): boolean {
	const front = distanceBetween(frontLeft, frontRight);
	const back = distanceBetween(backLeft, backRight);
	const forward =
		(frontRight[0] - frontLeft[0]) * (backRight[0] - backLeft[0]) + (frontRight[1] - frontLeft[1]) * (backRight[1] - backLeft[1]);
	return forward > 0 && front > 4.5 && back > 0.55 * front && back < 1.7 * front;
}

const greens = GREENS.filter((green) => green.road).map(bentOutline);

/** The quarter whose houses may stand at the point; none inside a green. */
const districtAt = (districts: readonly GroundDistrict[], point: Point) =>
	greens.some((green) => isInside(point, green)) ? undefined : districts.find(({ outline }) => isInside(point, outline))?.plan.key;

function placeSite(builder: Builder, site: PlacedSite): void {
	const { streets, ground, districts, lots } = builder;
	const wanted = districts.find(({ outline }) => isInside(site.at, outline))?.plan.key;
	const nearest = nearestStreets(streets, site.at).slice(0, 24);
	for (const { street, alongMetres, side } of nearest) {
		const along = measured(streets[street]?.line ?? []);
		for (let shift = 0; shift < 160; shift += 4)
			for (const from of [alongMetres + shift / 2, alongMetres - shift / 2]) {
				if (from < 4 || from + site.width > along.lengthMetres - 4) continue;
				const plot = { from, width: site.width, setback: site.setback, depth: site.depth, side };
				const footprint = squared(footprintOf(along, plot), plot);
				const door = along.beside(from + site.width / 2, side * (site.setback + 1));
				const district = districtAt(districts, door);
				const group = builder.groups + 1;
				if (!district || district !== wanted || !ground.isFree(footprint, group)) continue;
				builder.groups = group;
				ground.build(footprint, group);
				const { kind, floors, doorsPerFloor } = site;
				lots.push({
					...{ street, side, alongMetres: from + site.width / 2, door, footprint, group, kind, floors, doorsPerFloor },
					...{ oneHousehold: false, district, site },
				});
				return;
			}
	}
	throw new Error(`the demo town has no room for ${site.name}`);
}

function nearestStreets(streets: readonly GroundStreet[], target: Point) {
	return streets
		.flatMap(({ line, kind }, street) => {
			if (NO_HOUSES.has(kind) || lineLength(line) < 60) return [];
			let best = { street, distance: Number.POSITIVE_INFINITY, alongMetres: 0, side: 1 as 1 | -1 };
			let reached = 0;
			for (const segment of segmentsOf(line)) {
				const distance = distanceToSegment(target, segment);
				const length = lineLength([segment.from, segment.to]);
				const { from, to } = segment;
				const left = (to[0] - from[0]) * (target[1] - from[1]) - (to[1] - from[1]) * (target[0] - from[0]) > 0;
				if (distance < best.distance)
					best = { street, distance, alongMetres: reached + nearestShare(target, segment) * length, side: left ? 1 : -1 };
				reached += length;
			}
			return [best];
		})
		.sort((a, b) => a.distance - b.distance);
}

const STEP_METRES = 2.5;

function lineWithHouses(builder: Builder, street: number, side: 1 | -1): void {
	const { random, streets } = builder;
	const along = measured(streets[street]?.line ?? []);
	let metres = random.between(5, 9);
	while (metres < along.lengthMetres - 9) {
		const district = districtAt(builder.districts, along.beside(metres, side * 12));
		const style = district && random.weighted<LotStyle>(DISTRICTS.find(({ key }) => key === district)?.lots ?? {});
		if (!district || !style || style === 'empty') {
			metres += 10;
			continue;
		}
		metres = buildGroup(builder, { street, side, along, district }, LOT_RULES[style], metres);
	}
}

type Front = { street: number; side: 1 | -1; along: Measured; district: string };

/** One group of houses from `start`; returns where the next may begin. */
function buildGroup(builder: Builder, { street, side, along, district }: Front, rule: LotRule, start: number): number {
	const { random, ground, lots } = builder;
	const houses = random.whole(...rule.group);
	const width = random.between(...rule.frontage);
	const depth = random.between(...rule.depth);
	const floors = random.whole(...rule.floors);
	if (random.chance(rule.vacant)) return start + houses * width + random.between(...rule.gap);
	const group = builder.groups + 1;
	builder.groups = group;
	let metres = start;
	for (let house = 0; house < houses && metres + width < along.lengthMetres - 4; house++) {
		const footprint = footprintOf(along, { from: metres, width, setback: rule.setback, depth, side });
		if (!isHouseShaped(footprint) || !ground.isFree(footprint, group)) {
			if (house === 0) return start + STEP_METRES;
			break;
		}
		ground.build(footprint, group);
		lots.push({
			...{ street, side, alongMetres: metres + width / 2, door: along.beside(metres + width / 2, side * (rule.setback + 1)), footprint },
			...{ group, kind: rule.kind, floors, doorsPerFloor: random.whole(...rule.doorsPerFloor) },
			...{ oneHousehold: random.chance(rule.oneHousehold), district },
		});
		metres += width;
	}
	return metres + random.between(...rule.gap);
}
