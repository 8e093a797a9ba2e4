/** How vector tiles of a region are drawn, in the two schemas that such files follow: Protomaps and OpenMapTiles. */
import type { ExpressionSpecification, FilterSpecification, LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { Region } from './base-map.ts';
import type { Palette } from './palette.ts';
import { fill, line, ribbon, type Stops, type Where, words } from './style-parts.ts';

export function regionSources(regions: readonly Region[], origin: string): Record<string, SourceSpecification> {
	return Object.fromEntries(
		regions.map(({ name, url, bounds, minZoom, maxZoom }) => [
			`region-${name}`,
			{ type: 'vector', tiles: [`pmtiles://${origin}${url}/{z}/{x}/{y}`], bounds: [...bounds], minzoom: minZoom, maxzoom: maxZoom },
		]),
	);
}

/** Where one schema keeps what: layer names, and the property that says the kind. */
type Schema = {
	kind: string;
	landuse: string[];
	water: string;
	waterLines: string;
	roads: string;
	roadWords: string;
	buildings: string;
	places: string;
	pois: string;
	borders: string;
	main: string[];
	minor: string[];
	paths: string[];
	rails: string[];
	towns: string[];
};

const PROTOMAPS: Schema = {
	kind: 'kind',
	landuse: ['landcover', 'landuse', 'natural'],
	water: 'water',
	waterLines: 'water',
	roads: 'roads',
	roadWords: 'roads',
	buildings: 'buildings',
	places: 'places',
	pois: 'pois',
	borders: 'boundaries',
	main: ['highway', 'major_road', 'medium_road'],
	minor: ['minor_road', 'other'],
	paths: ['path'],
	rails: ['rail'],
	towns: ['locality'],
};
const OPENMAPTILES: Schema = {
	kind: 'class',
	landuse: ['landcover', 'landuse', 'park'],
	water: 'water',
	waterLines: 'waterway',
	roads: 'transportation',
	roadWords: 'transportation_name',
	buildings: 'building',
	places: 'place',
	pois: 'poi',
	borders: 'boundary',
	main: ['motorway', 'trunk', 'primary', 'secondary', 'tertiary'],
	minor: ['minor', 'service', 'street', 'street_limited'],
	paths: ['path', 'track', 'pedestrian'],
	rails: ['rail', 'transit'],
	towns: ['city', 'town', 'village'],
};

const SURFACES: readonly (readonly [colour: string, kinds: string[]])[] = [
	['built', ['residential', 'urban_area', 'commercial', 'industrial', 'railway', 'retail', 'school', 'university', 'hospital', 'parking']],
	['field', ['farmland', 'meadow', 'grassland', 'vineyard', 'orchard', 'allotments', 'scrub', 'farmyard', 'beach', 'sand']],
	['park', ['park', 'garden', 'grass', 'cemetery', 'village_green', 'recreation_ground', 'golf_course', 'zoo', 'national_park']],
	['sport', ['pitch', 'playground', 'stadium', 'sports_centre', 'track']],
	['wood', ['forest', 'wood']],
];

export function regionLayers(
	regions: readonly Region[],
	colour: Palette,
): { surfaces: LayerSpecification[]; ground: LayerSpecification[]; words: LayerSpecification[] } {
	const parts = regions.map((region) => {
		const schema = region.layers.includes('transportation') ? OPENMAPTILES : PROTOMAPS;
		const at = (id: string, layer: string, more: Partial<Where> = {}): Where => ({
			id: `${region.name}-${id}`,
			source: `region-${region.name}`,
			layer,
			...more,
		});
		return {
			surfaces: surfaces(at, schema, colour),
			ground: [...waters(at, schema, colour), ...roads(at, schema, colour)],
			words: names(at, schema, colour),
			layers: new Set(region.layers),
		};
	});
	const known = (layers: Set<string>) => (layer: LayerSpecification) =>
		'source-layer' in layer && layers.has(String(layer['source-layer']));
	return {
		surfaces: parts.flatMap((part) => part.surfaces.filter(known(part.layers))),
		ground: parts.flatMap(({ ground, layers }) => ground.filter(known(layers))),
		words: parts.flatMap((part) => part.words.filter(known(part.layers))),
	};
}

type At = (id: string, layer: string, more?: Partial<Where>) => Where;

const isIn = (property: string, values: string[]): FilterSpecification => ['in', ['get', property], ['literal', values]];
const isShape = (type: 'Polygon' | 'LineString'): FilterSpecification => ['==', ['geometry-type'], type];

function surfaces(at: At, schema: Schema, colour: Palette): LayerSpecification[] {
	return [
		fill(at('earth', 'earth'), colour('earth')),
		...schema.landuse.flatMap((layer) =>
			SURFACES.map(([name, kinds]) =>
				fill(at(`${layer}-${name}`, layer, { filter: isIn(schema.kind, kinds) }), colour(name), name === 'built' ? { opacity: 0.75 } : {}),
			),
		),
	];
}

function waters(at: At, schema: Schema, colour: Palette): LayerSpecification[] {
	return [
		fill(at('water', schema.water, { filter: isShape('Polygon') }), colour('water')),
		line(
			at('river', schema.waterLines, { filter: ['all', isShape('LineString'), isIn(schema.kind, ['river'])] as FilterSpecification }),
			colour('water'),
			[
				[8, 0.8],
				[14, 3],
				[18, 12],
			],
		),
		line(
			at('stream', schema.waterLines, {
				filter: ['all', isShape('LineString'), ['!', isIn(schema.kind, ['river'])]] as FilterSpecification,
			}),
			colour('shore'),
			[
				[10, 0.6],
				[14, 1.4],
				[18, 5],
			],
		),
		fill(at('building', schema.buildings, { minzoom: 13 }), colour('building'), { edge: colour('building-edge') }),
	];
}

const PATHS: Stops = [
	[13, 0.6],
	[18, 2.4],
];
const MINOR: Stops = [
	[11, 0.4],
	[13, 1.4],
	[15, 4.5],
	[18, 22],
];
const MAIN: Stops = [
	[7, 0.7],
	[11, 1.8],
	[14, 4.5],
	[16, 11],
	[18, 34],
];

function roads(at: At, schema: Schema, colour: Palette): LayerSpecification[] {
	const where = (id: string, kinds: string[], minzoom: number) => at(id, schema.roads, { filter: isIn(schema.kind, kinds), minzoom });
	const minor = ribbon(where('minor', schema.minor, 11.5), { fill: colour('street'), edge: colour('street-edge') }, MINOR, 0.9);
	const main = ribbon(where('main', schema.main, 6), { fill: colour('main'), edge: colour('main-edge') }, MAIN, 0.9);
	return [
		line(where('path', schema.paths, 13.5), colour('path'), PATHS, { dash: [3, 2], flat: true }),
		minor.edge,
		main.edge,
		minor.fill,
		main.fill,
		line(where('rail', schema.rails, 9), colour('rail'), [
			[9, 0.7],
			[15, 2.6],
			[18, 6],
		]),
		line(
			where('sleepers', schema.rails, 13),
			colour('earth'),
			[
				[13, 0.6],
				[15, 1.4],
				[18, 4],
			],
			{ dash: [4, 4], flat: true },
		),
		line(
			at('border', schema.borders),
			colour('border'),
			[
				[4, 0.8],
				[12, 2],
			],
			{ dash: [4, 3], flat: true, opacity: 0.7 },
		),
	];
}

function names(at: At, schema: Schema, colour: Palette): LayerSpecification[] {
	const halo = colour('halo');
	const size = (property: string): ExpressionSpecification => ['match', ['get', property], 'city', 0, 'town', 1, 'village', 2, 3];
	const rank = schema === PROTOMAPS ? size('kind_detail') : size('class');
	return [
		words(at('road-name', schema.roadWords, { minzoom: 13.5, filter: isIn(schema.kind, [...schema.main, ...schema.minor]) }), {
			colour: colour('ink-soft'),
			halo,
			along: true,
			size: [
				[13, 10],
				[18, 14.5],
			],
		}),
		words(at('water-name', schema.waterLines, { minzoom: 11, filter: isShape('LineString') }), {
			colour: colour('ink-water'),
			halo,
			along: true,
			weight: 'italic',
			apart: 420,
			size: [
				[11, 11],
				[16, 15],
			],
		}),
		words(
			at('poi-name', schema.pois, {
				minzoom: 16,
				filter: isIn(schema.kind, ['school', 'townhall', 'hospital', 'library', 'museum', 'theatre', 'university', 'park']),
			}),
			{
				colour: colour('ink-soft'),
				halo,
				size: [
					[15, 10.5],
					[18, 13],
				],
			},
		),
		words(at('quarter-name', schema.places, { minzoom: 12.5, filter: ['!', isIn(schema.kind, schema.towns)] as FilterSpecification }), {
			colour: colour('ink-soft'),
			halo,
			capitals: true,
			size: [
				[12, 9.5],
				[16, 12.5],
			],
		}),
		words(at('town-name', schema.places, { minzoom: 5, maxzoom: 16, filter: isIn(schema.kind, schema.towns) }), {
			colour: colour('ink'),
			halo,
			weight: 'medium',
			rank,
			size: [
				[6, 10.5],
				[10, 13],
				[14, 18],
			],
		}),
	];
}
