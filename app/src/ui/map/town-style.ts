/** How the node's own features are drawn: a town that a person would rather look at than read. */
import type { FilterSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { BaseMap, GroundLayer } from './base-map.ts';
import type { Palette } from './palette.ts';
import { fill, grow, kindIs, kindIsNot, line, ribbon, words } from './style-parts.ts';

export function townSources({ ground }: BaseMap, origin: string): Record<string, SourceSpecification> {
	return Object.fromEntries(ground.map(({ layer, url }) => [`town-${layer}`, { type: 'geojson', data: origin + url, tolerance: 0.2 }]));
}

/** Surfaces lie under shaded areas, the ground over them: a river stays a river whatever is shown. */
type Part = { surfaces: LayerSpecification[]; ground: LayerSpecification[]; words: LayerSpecification[] };

export function townLayers(baseMap: BaseMap, colour: Palette, { seeThrough = false } = {}): Part {
	const has = new Set(baseMap.ground.map(({ layer }) => layer));
	const parts: [GroundLayer, (colour: Palette) => LayerSpecification[]][] = [
		['water', waters],
		['building', (palette) => buildings(palette, seeThrough ? 0.55 : 1)],
		['street', streets],
		['rail', rails],
		['bridge', bridges],
		['district', districts],
	];
	const wordParts: [GroundLayer, (colour: Palette) => LayerSpecification[]][] = [
		['landmark', landmarkWords],
		['street', streetWords],
		['park', parkWords],
		['water', waterWords],
		['district', districtWords],
	];
	const draw = (list: typeof parts) => list.filter(([layer]) => has.has(layer)).flatMap(([, make]) => make(colour));
	return { surfaces: has.has('park') ? parks(colour) : [], ground: draw(parts), words: draw(wordParts) };
}

const town = (id: string, layer: GroundLayer) => ({ id: `town-${id}`, source: `town-${layer}` });

const parks = (colour: Palette) => [
	fill({ ...town('meadow', 'park'), filter: kindIs('meadow', 'allotments') }, colour('field')),
	fill({ ...town('park', 'park'), filter: kindIs('park', 'square', 'island') }, colour('park')),
	fill({ ...town('sport', 'park'), filter: kindIs('sports') }, colour('sport')),
	fill({ ...town('wood', 'park'), filter: kindIs('wood') }, colour('wood')),
];

const isPolygon: FilterSpecification = ['==', ['geometry-type'], 'Polygon'];

const waters = (colour: Palette) => [
	fill({ ...town('water', 'water'), filter: isPolygon }, colour('water')),
	line({ ...town('shore', 'water'), filter: isPolygon }, colour('shore'), [
		[12, 0.4],
		[18, 2],
	]),
];

const buildings = (colour: Palette, opacity: number) => [
	fill({ ...town('building', 'building'), minzoom: 13.5, filter: kindIsNot('tower', 'public') }, colour('building'), {
		edge: colour('building-edge'),
		opacity,
	}),
	fill({ ...town('tower', 'building'), minzoom: 13.5, filter: kindIs('tower', 'public') }, colour('tower'), {
		edge: colour('building-edge'),
		opacity,
	}),
];

const MAIN = ['boulevard', 'avenue'];
const CARRIED = ['bridge', 'footbridge'];

function streets(colour: Palette) {
	const plain = { fill: colour('street'), edge: colour('street-edge') };
	const lane = ribbon({ ...town('lane', 'street'), minzoom: 12.5, filter: kindIs('lane') }, plain, [
		[13, 0.8],
		[15, 3],
		[18, 16],
	]);
	const street = ribbon({ ...town('street', 'street'), filter: kindIsNot(...MAIN, ...CARRIED, 'lane') }, plain, [
		[11, 0.5],
		[13, 1.6],
		[15, 6],
		[18, 30],
	]);
	const main = ribbon({ ...town('main', 'street'), filter: kindIs(...MAIN) }, { fill: colour('main'), edge: colour('main-edge') }, [
		[10, 0.8],
		[13, 3],
		[15, 9],
		[18, 42],
	]);
	return [lane.edge, street.edge, main.edge, lane.fill, street.fill, main.fill];
}

const rails = (colour: Palette) => [
	line(town('rail', 'rail'), colour('rail'), [
		[11, 1],
		[15, 3],
		[18, 8],
	]),
	line(
		{ ...town('sleepers', 'rail'), minzoom: 13 },
		colour('earth'),
		[
			[13, 0.8],
			[15, 1.8],
			[18, 5.5],
		],
		{ dash: [4, 4], flat: true },
	),
];

function bridges(colour: Palette) {
	const road = ribbon({ ...town('bridge', 'bridge'), filter: kindIs('road') }, { fill: colour('main'), edge: colour('ink-soft') }, [
		[12, 2],
		[15, 8],
		[18, 36],
	]);
	const foot = ribbon(
		{ ...town('footbridge', 'bridge'), minzoom: 13, filter: kindIs('foot') },
		{ fill: colour('street'), edge: colour('ink-soft') },
		[
			[13, 0.8],
			[15, 3],
			[18, 14],
		],
	);
	return [foot.edge, road.edge, foot.fill, road.fill];
}

const districts = (colour: Palette) => [
	line(
		town('district', 'district'),
		colour('border'),
		[
			[11, 0.8],
			[16, 2],
		],
		{ dash: [5, 3], opacity: 0.4, flat: true },
	),
];

const streetWords = (colour: Palette) => [
	words(
		{ ...town('main-name', 'street'), minzoom: 13.5, filter: kindIs(...MAIN, 'quay') },
		{
			colour: colour('ink'),
			halo: colour('halo'),
			along: true,
			weight: 'medium',
			size: [
				[13, 11],
				[18, 16],
			],
		},
	),
	words(
		{ ...town('street-name', 'street'), minzoom: 15, filter: kindIsNot(...MAIN, 'quay', 'crossing') },
		{
			colour: colour('ink-soft'),
			halo: colour('halo'),
			along: true,
			apart: 260,
			size: [
				[15, 10.5],
				[18, 14.5],
			],
		},
	),
];

const parkWords = (colour: Palette) => [
	words(
		{ ...town('park-name', 'park'), minzoom: 13.8 },
		{
			colour: colour('ink-park'),
			halo: colour('halo'),
			weight: 'italic',
			size: [
				[14, 11],
				[17, 15],
			],
		},
	),
];

const waterWords = (colour: Palette) => [
	words(
		{ ...town('water-name', 'water'), minzoom: 11, filter: ['!', isPolygon] as FilterSpecification },
		{
			colour: colour('ink-water'),
			halo: colour('water'),
			weight: 'italic',
			along: true,
			apart: 500,
			size: [
				[12, 12],
				[17, 20],
			],
		},
	),
];

const districtWords = (colour: Palette) => [
	words(
		{ ...town('district-name', 'district'), minzoom: 11.5, maxzoom: 15.8 },
		{
			colour: colour('ink'),
			halo: colour('halo'),
			weight: 'medium',
			capitals: true,
			size: [
				[12, 10],
				[15, 13.5],
			],
		},
	),
];

const landmarkWords = (colour: Palette): LayerSpecification[] => [
	{
		id: 'town-landmark',
		source: 'town-landmark',
		type: 'circle',
		minzoom: 14.5,
		filter: kindIsNot('park', 'square', 'allotments'),
		paint: {
			'circle-radius': grow([
				[14, 2.4],
				[18, 6],
			]),
			'circle-color': colour('ink-soft'),
			'circle-stroke-color': colour('halo'),
			'circle-stroke-width': 1.5,
		},
	},
	{
		...words(
			{ ...town('landmark-name', 'landmark'), minzoom: 15.2, filter: kindIsNot('park', 'square', 'allotments') },
			{
				colour: colour('ink'),
				halo: colour('halo'),
				size: [
					[15, 11],
					[18, 14],
				],
			},
		),
	} as LayerSpecification,
];
