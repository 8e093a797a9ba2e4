import type { LotStyle } from '../districts.ts';

export type BuildingKind = 'house' | 'terrace' | 'apartments' | 'tower' | 'public' | 'works';
type Range = readonly [least: number, most: number];

/** How houses of one style stand along a street; metres. A group shares its walls; doors are dwellings on one floor of one entrance. */
export type LotRule = {
	kind: BuildingKind;
	group: Range;
	frontage: Range;
	gap: Range;
	setback: number;
	depth: Range;
	floors: Range;
	doorsPerFloor: Range;
	/** One dwelling on all floors, as in a house. */
	oneHousehold: number;
	/** Share of the places for such a group that stay gardens. */
	vacant: number;
};

export const LOT_RULES: Readonly<Record<Exclude<LotStyle, 'empty'>, LotRule>> = {
	villa: {
		kind: 'house',
		group: [1, 1],
		frontage: [13, 19],
		gap: [5, 11],
		setback: 11,
		depth: [10, 14],
		floors: [1, 3],
		doorsPerFloor: [1, 1],
		oneHousehold: 0.96,
		vacant: 0.06,
	},
	semi: {
		kind: 'house',
		group: [2, 2],
		frontage: [8, 10],
		gap: [6, 11],
		setback: 9,
		depth: [9, 11],
		floors: [2, 2],
		doorsPerFloor: [1, 1],
		oneHousehold: 0.97,
		vacant: 0.16,
	},
	terrace: {
		kind: 'terrace',
		group: [3, 8],
		frontage: [6.6, 8.2],
		gap: [4, 11],
		setback: 6,
		depth: [9, 11],
		floors: [2, 3],
		doorsPerFloor: [1, 1],
		oneHousehold: 0.9,
		vacant: 0.17,
	},
	lane: {
		kind: 'terrace',
		group: [2, 5],
		frontage: [8, 13],
		gap: [0.6, 5],
		setback: 4.6,
		depth: [9, 13],
		floors: [2, 4],
		doorsPerFloor: [1, 1],
		oneHousehold: 0.55,
		vacant: 0.1,
	},
	block: {
		kind: 'apartments',
		group: [1, 3],
		frontage: [17, 22],
		gap: [8, 16],
		setback: 7,
		depth: [12, 14],
		floors: [3, 5],
		doorsPerFloor: [2, 2],
		oneHousehold: 0,
		vacant: 0.62,
	},
	slab: {
		kind: 'apartments',
		group: [3, 4],
		frontage: [18, 22],
		gap: [34, 60],
		setback: 15,
		depth: [12, 13],
		floors: [5, 8],
		doorsPerFloor: [2, 2],
		oneHousehold: 0,
		vacant: 0.68,
	},
	works: {
		kind: 'works',
		group: [1, 1],
		frontage: [30, 58],
		gap: [14, 26],
		setback: 10,
		depth: [22, 34],
		floors: [1, 2],
		doorsPerFloor: [0, 0],
		oneHousehold: 0,
		vacant: 0.15,
	},
};
