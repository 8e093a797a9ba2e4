import type { BuildingKind } from './lots.ts';
import type { Point } from './plane.ts';
import { bend } from './skeleton.ts';

export type LandmarkKind =
	| 'town-hall'
	| 'school'
	| 'library'
	| 'hall'
	| 'market'
	| 'station'
	| 'sports'
	| 'theatre'
	| 'college'
	| 'clinic'
	| 'tower'
	| 'cafe'
	| 'park'
	| 'square'
	| 'allotments';

/** A building everybody knows. `vote`: a polling place. Sizes in metres; `plan`: about where it should stand, on the plan. */
export type Site = {
	name: string;
	landmark: LandmarkKind;
	plan: Point;
	kind: BuildingKind;
	width: number;
	depth: number;
	setback: number;
	floors: number;
	doorsPerFloor: number;
	vote?: boolean;
};
export type PlacedSite = Site & { at: Point };

const hall = (name: string, landmark: LandmarkKind, plan: Point, size: readonly [width: number, depth: number]): PlacedSite => ({
	...{ name, landmark, plan, at: bend(plan), kind: 'public', width: size[0], depth: size[1], setback: 9, floors: 2, doorsPerFloor: 0 },
});
const pollingPlace = (...place: Parameters<typeof hall>): PlacedSite => ({ ...hall(...place), vote: true });
const tower = (name: string, plan: Point, floors: number): PlacedSite => ({
	...{ name, landmark: 'tower', plan, at: bend(plan), kind: 'tower', width: 27, depth: 25, setback: 13, floors, doorsPerFloor: 5 },
});

/** Larger ones first: they find a place while there is room. */
export const SITES: readonly PlacedSite[] = [
	tower('Lark Tower', [470, 360], 18),
	tower('Skylark Tower', [480, 480], 16),
	hall('Riverside Station', 'station', [-85, -322], [64, 18]),
	pollingPlace('Riverside Town Hall', 'town-hall', [10, 90], [36, 20]),
	hall('Market Hall', 'market', [60, 20], [30, 20]),
	pollingPlace('Willow School', 'school', [-640, 300], [46, 20]),
	pollingPlace('College of Riverside', 'college', [-90, 470], [62, 24]),
	pollingPlace('College Hill School', 'school', [-260, 370], [46, 20]),
	pollingPlace('Heron School', 'school', [660, 160], [44, 19]),
	pollingPlace('Larkfield School', 'school', [690, 400], [52, 20]),
	pollingPlace('Mill School', 'school', [-600, -60], [44, 19]),
	pollingPlace('Railside School', 'school', [-20, -250], [42, 18]),
	pollingPlace('Harbour Customs Hall', 'hall', [440, -250], [40, 20]),
	pollingPlace('Orchard School', 'school', [-330, -500], [44, 20]),
	pollingPlace('Southfields School', 'school', [520, -560], [48, 20]),
	hall('Plumtree School', 'school', [90, -520], [46, 20]),
	hall('Tanners’ Hall', 'hall', [-270, 110], [28, 17]),
	hall('Southfields Sports Hall', 'sports', [360, -470], [44, 26]),
	hall('Riverside Library', 'library', [-110, 130], [30, 18]),
	hall('Ferry Theatre', 'theatre', [-50, -40], [30, 20]),
	hall('Workers’ Hall', 'hall', [180, -290], [30, 18]),
	pollingPlace('Larkfield Community House', 'hall', [330, 400], [32, 18]),
	hall('Orchard Village Hall', 'hall', [-520, -450], [26, 15]),
	hall('Millside Boathouse', 'hall', [-700, 40], [28, 14]),
	hall('Harbour Clinic', 'clinic', [640, -200], [32, 18]),
	hall('Belvedere House', 'hall', [-520, 400], [26, 17]),
	hall('Heron Rooms', 'hall', [420, 180], [24, 15]),
];

/** Rooms behind an ordinary front: each takes the address nearest to its place on the plan. */
export const CAFES: readonly { name: string; plan: Point }[] = [
	{ name: 'Café Ebb and Flow', plan: [-60, 10] },
	{ name: 'The Ferryman', plan: [-160, -60] },
	{ name: 'Chez Mariam', plan: [100, -250] },
	{ name: 'Tea House Çınar', plan: [10, -290] },
	{ name: 'Quán Sông', plan: [330, -180] },
	{ name: 'Padaria Aurora', plan: [190, -200] },
	{ name: 'The Reading Lamp', plan: [-60, 330] },
	{ name: 'Two Herons', plan: [420, 200] },
	{ name: 'The Signal Box', plan: [120, -400] },
	{ name: 'Apple and Bee', plan: [-400, -560] },
];
