import { isInside, type Line, type Point } from './plane.ts';
import { bend } from './skeleton.ts';

export type GreenKind = 'park' | 'square' | 'allotments' | 'sports' | 'wood' | 'meadow';

/** A place without houses. `road`: a street runs around it and carries that name. Centre and radii in metres on the plan. */
export type Green = { name: string; kind: GreenKind; centre: Point; radii: Point; road?: string; district?: string };

export const GREENS: readonly Green[] = [
	{ name: 'Market Square', kind: 'square', centre: [10, 42], radii: [34, 22], road: 'Market Square', district: 'old-town' },
	{ name: 'People’s Park', kind: 'park', centre: [45, 405], radii: [112, 62], road: 'Park Circle', district: 'college-hill' },
	{ name: 'Larkfield Green', kind: 'park', centre: [395, 425], radii: [72, 50], road: 'Green Round', district: 'larkfield' },
	{ name: 'Linden Square', kind: 'park', centre: [70, -215], radii: [36, 25], road: 'Linden Square', district: 'railside' },
	{ name: 'Orchard Green', kind: 'park', centre: [-470, -505], radii: [40, 28], road: 'The Green', district: 'orchard-garden' },
	{ name: 'Quince Gardens', kind: 'allotments', centre: [-560, -175], radii: [58, 30], road: 'Allotment Lane', district: 'millside' },
	{ name: 'Southfields Sports Ground', kind: 'sports', centre: [360, -545], radii: [76, 44], road: 'Stadium Way', district: 'southfields' },
	{ name: 'Belvedere Garden', kind: 'park', centre: [-580, 395], radii: [50, 40], road: 'Belvedere', district: 'hillcrest' },
	{ name: 'Beech Wood', kind: 'wood', centre: [-420, 760], radii: [330, 100] },
	{ name: 'Heath Wood', kind: 'wood', centre: [560, 790], radii: [240, 80] },
	{ name: 'West Meadows', kind: 'meadow', centre: [-1010, 330], radii: [110, 190] },
	{ name: 'Mill Meadows', kind: 'meadow', centre: [-960, -560], radii: [100, 170] },
	{ name: 'Salt Meadows', kind: 'meadow', centre: [1085, 90], radii: [110, 150] },
	{ name: 'Long Field', kind: 'meadow', centre: [150, -850], radii: [420, 62] },
];

/** The outline of a green on the plan, widened by `marginMetres`: an ellipse with a little will of its own. */
export function outlineOf(green: Green, marginMetres = 0): Point[] {
	const [x, y] = green.centre;
	return Array.from({ length: 40 }, (_, i) => {
		const turn = (i / 40) * 2 * Math.PI;
		const own = 1 + 0.07 * Math.sin(3 * turn + x) + 0.05 * Math.sin(2 * turn + y);
		return [x + (green.radii[0] * own + marginMetres) * Math.cos(turn), y + (green.radii[1] * own + marginMetres) * Math.sin(turn)];
	});
}

export const bentOutline = (green: Green): Line => outlineOf(green).map(bend);

/** The road around a green runs this far outside of it. */
export const GREEN_ROAD_METRES = 9;
const roads = GREENS.filter((green) => green.road).map((green) => outlineOf(green, GREEN_ROAD_METRES));

/** Inside a green or its road (on the plan); woods and meadows lie out of town and do not count. */
export const isOnGreen = (point: Point): boolean => roads.some((road) => isInside(point, road));
