import type { Course, Road } from './ground/skeleton.ts';

/** How the streets of a quarter were laid out. Spacings in metres, on the ground. */
export type StreetPattern =
	| { kind: 'grid'; long: number; across: number; turn: number; wobble: number; missing: number }
	| { kind: 'web'; centre: readonly [number, number]; rays: number; rings: readonly number[] }
	| { kind: 'loops'; centre: readonly [number, number]; loops: readonly number[]; spokes: number };

export type LotStyle = 'villa' | 'semi' | 'terrace' | 'lane' | 'block' | 'slab' | 'works' | 'empty';
/** Political families of the town; every list and candidate draws from them. */
export type Leaning = 'commons' | 'labour' | 'centre' | 'heritage' | 'nation';
export type AgeGroup = 'young' | 'adult' | 'senior';

export type DistrictPlan = {
	key: string;
	name: string;
	south: Course;
	north: Course;
	west: Road;
	east: Road;
	pattern: StreetPattern;
	lots: Partial<Record<LotStyle, number>>;
	/** How many polling stations the quarter is cut into. */
	stations: number;
	profile: DistrictProfile;
};

export type DistrictProfile = {
	/** Median income of a person, as a share of the town's. */
	income: number;
	/** Shares of the adults: 18–34, 35–64, 65 and more. */
	ages: Readonly<Record<AgeGroup, number>>;
	/** Shares of the votes in an average year. */
	leaning: Readonly<Record<Leaning, number>>;
	/** Share of the registered who vote in an average municipal election. */
	turnout: number;
	/** Where its families came from, by group of names (`people/demo/names`): weights. */
	origins: Readonly<Record<string, number>>;
};

const ages = (young: number, adult: number, senior: number) => ({ young, adult, senior });

/** One number for each political family, from the greens and the left to the right. */
export function perFamily(...numbers: readonly [number, number, number, number, number]): Readonly<Record<Leaning, number>> {
	const [commons, labour, centre, heritage, nation] = numbers;
	return { commons, labour, centre, heritage, nation };
}

export const DISTRICTS: readonly DistrictPlan[] = [
	{
		key: 'hillcrest',
		name: 'Hillcrest',
		south: 'river',
		north: 'ringNorth',
		west: 'west',
		east: 'abbey',
		pattern: { kind: 'grid', long: 92, across: 150, turn: 0.35, wobble: 16, missing: 0.1 },
		lots: { villa: 8, semi: 2 },
		stations: 1,
		profile: {
			income: 1.62,
			ages: ages(0.14, 0.48, 0.38),
			leaning: perFamily(0.12, 0.09, 0.35, 0.34, 0.1),
			turnout: 0.66,
			origins: { english: 5, french: 4, chinese: 0.5, greek: 0.3, portuguese: 0.3 },
		},
	},
	{
		key: 'old-town',
		name: 'Old Town',
		south: 'river',
		north: 'boulevard',
		west: 'abbey',
		east: 'mill',
		pattern: { kind: 'web', centre: [10, 42], rays: 13, rings: [66, 112, 160, 208, 256] },
		lots: { lane: 1 },
		stations: 1,
		profile: {
			income: 1.08,
			ages: ages(0.36, 0.44, 0.2),
			leaning: perFamily(0.36, 0.16, 0.27, 0.14, 0.07),
			turnout: 0.55,
			origins: { english: 4, french: 3, portuguese: 1, arabic: 1, vietnamese: 0.6, greek: 0.6, slavic: 0.4 },
		},
	},
	{
		key: 'college-hill',
		name: 'College Hill',
		south: 'boulevard',
		north: 'ringNorth',
		west: 'abbey',
		east: 'mill',
		pattern: { kind: 'grid', long: 74, across: 104, turn: -0.1, wobble: 7, missing: 0.12 },
		lots: { block: 3, terrace: 5, semi: 2 },
		stations: 2,
		profile: {
			income: 0.95,
			ages: ages(0.5, 0.36, 0.14),
			leaning: perFamily(0.42, 0.2, 0.22, 0.11, 0.05),
			turnout: 0.49,
			origins: { english: 3, french: 3, arabic: 1, chinese: 1, tamil: 0.6, malian: 0.6, polish: 0.5, slavic: 0.5 },
		},
	},
	{
		key: 'heron-bank',
		name: 'Heron Bank',
		south: 'river',
		north: 'boulevard',
		west: 'mill',
		east: 'east',
		pattern: { kind: 'grid', long: 62, across: 96, turn: 0.05, wobble: 12, missing: 0.14 },
		lots: { terrace: 5, lane: 3, block: 2 },
		stations: 1,
		profile: {
			income: 1.21,
			ages: ages(0.3, 0.52, 0.18),
			leaning: perFamily(0.31, 0.13, 0.33, 0.17, 0.06),
			turnout: 0.59,
			origins: { english: 4, french: 4, portuguese: 1, vietnamese: 1, greek: 0.6, polish: 0.4 },
		},
	},
	{
		key: 'larkfield',
		name: 'Larkfield',
		south: 'boulevard',
		north: 'ringNorth',
		west: 'mill',
		east: 'east',
		pattern: { kind: 'grid', long: 118, across: 160, turn: 0.25, wobble: 5, missing: 0.05 },
		lots: { slab: 6, terrace: 2 },
		stations: 2,
		profile: {
			income: 0.58,
			ages: ages(0.36, 0.48, 0.16),
			leaning: perFamily(0.17, 0.47, 0.12, 0.06, 0.18),
			turnout: 0.34,
			origins: { arabic: 4, malian: 3, turkish: 2, tamil: 1.5, portuguese: 1.5, french: 2, english: 1.5, vietnamese: 0.8, slavic: 0.6 },
		},
	},
	{
		key: 'millside',
		name: 'Millside',
		south: 'rail',
		north: 'river',
		west: 'west',
		east: 'abbey',
		pattern: { kind: 'grid', long: 66, across: 118, turn: -0.3, wobble: 10, missing: 0.1 },
		lots: { terrace: 7, semi: 3 },
		stations: 1,
		profile: {
			income: 0.82,
			ages: ages(0.2, 0.5, 0.3),
			leaning: perFamily(0.1, 0.31, 0.13, 0.15, 0.31),
			turnout: 0.47,
			origins: { english: 4, french: 4, polish: 2, portuguese: 2, turkish: 0.5 },
		},
	},
	{
		key: 'railside',
		name: 'Railside',
		south: 'rail',
		north: 'river',
		west: 'abbey',
		east: 'mill',
		pattern: { kind: 'grid', long: 58, across: 86, turn: 0.02, wobble: 0, missing: 0.06 },
		lots: { terrace: 8, lane: 1, block: 1 },
		stations: 1,
		profile: {
			income: 0.71,
			ages: ages(0.33, 0.49, 0.18),
			leaning: perFamily(0.21, 0.41, 0.12, 0.07, 0.19),
			turnout: 0.42,
			origins: { portuguese: 3, polish: 2.5, turkish: 2.5, arabic: 2, english: 2, french: 2, malian: 1, slavic: 0.8 },
		},
	},
	{
		key: 'harbour',
		name: 'Harbour',
		south: 'rail',
		north: 'river',
		west: 'mill',
		east: 'east',
		pattern: { kind: 'grid', long: 76, across: 98, turn: -0.16, wobble: 0, missing: 0.08 },
		lots: { terrace: 6, works: 3, block: 1 },
		stations: 1,
		profile: {
			income: 0.89,
			ages: ages(0.34, 0.5, 0.16),
			leaning: perFamily(0.22, 0.28, 0.2, 0.1, 0.2),
			turnout: 0.45,
			origins: { english: 3, portuguese: 3, vietnamese: 2, malian: 1, greek: 1.5, slavic: 1, tamil: 1, french: 2 },
		},
	},
	{
		key: 'orchard-garden',
		name: 'Orchard Garden',
		south: 'ringSouth',
		north: 'rail',
		west: 'west',
		east: 'high',
		pattern: { kind: 'loops', centre: [-470, -505], loops: [62, 118, 172, 228], spokes: 7 },
		lots: { semi: 7, villa: 2, terrace: 1 },
		stations: 1,
		profile: {
			income: 1.14,
			ages: ages(0.16, 0.5, 0.34),
			leaning: perFamily(0.19, 0.2, 0.3, 0.21, 0.1),
			turnout: 0.63,
			origins: { english: 5, french: 4, portuguese: 1, tamil: 0.6, polish: 0.6, chinese: 0.4 },
		},
	},
	{
		key: 'southfields',
		name: 'Southfields',
		south: 'ringSouth',
		north: 'rail',
		west: 'high',
		east: 'east',
		pattern: { kind: 'grid', long: 80, across: 132, turn: 0.12, wobble: 20, missing: 0.16 },
		lots: { semi: 6, terrace: 3, villa: 1 },
		stations: 1,
		profile: {
			income: 1.01,
			ages: ages(0.29, 0.57, 0.14),
			leaning: perFamily(0.14, 0.14, 0.25, 0.2, 0.27),
			turnout: 0.5,
			origins: { french: 4, english: 4, turkish: 1, arabic: 1, vietnamese: 0.8, polish: 1, chinese: 0.8 },
		},
	},
];
