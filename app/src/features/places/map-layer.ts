/** What the node itself can draw under people and doors, and how its files of whole regions are described. */
import type { Bounds } from './map-grid.ts';

export const MAP_LAYERS = ['water', 'park', 'rail', 'street', 'building', 'bridge', 'crossing', 'district', 'station', 'landmark'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];

export function isMapLayer(text: string): text is MapLayer {
	return (MAP_LAYERS as readonly string[]).includes(text);
}

type Position = readonly number[];
export type MapGeometry =
	| { type: 'Point'; coordinates: Position }
	| { type: 'LineString' | 'MultiPoint'; coordinates: Position[] }
	| { type: 'Polygon' | 'MultiLineString'; coordinates: Position[][] }
	| { type: 'MultiPolygon'; coordinates: Position[][][] };

/** A GeoJSON feature of a layer; `name` and `kind` are where a style looks for them. */
export type MapFeature = {
	type: 'Feature';
	properties: { name?: string; kind?: string; [name: string]: unknown };
	geometry: MapGeometry;
};

/** A region's PMTiles file. */
export type MapRegion = {
	name: string;
	bounds: Bounds;
	minZoom: number;
	maxZoom: number;
	/** Names of the vector layers inside. */
	layers: string[];
	attribution: string;
	bytes: number;
};

/** The layer names of the two schemas that the style knows: Protomaps, then OpenMapTiles. */
const KNOWN_VECTOR_LAYERS = new Set([
	...[
		'earth',
		'landuse',
		'landcover',
		'water',
		'roads',
		'transit',
		'buildings',
		'places',
		'pois',
		'boundaries',
		'natural',
		'physical_line',
	],
	...['water', 'waterway', 'landcover', 'landuse', 'park', 'transportation', 'transportation_name', 'building', 'place', 'poi', 'boundary'],
]);

export function knowsAnyLayer(layers: readonly string[]): boolean {
	return layers.some((layer) => KNOWN_VECTOR_LAYERS.has(layer));
}

/** Around a geometry. */
export function boundsOfGeometry(geometry: MapGeometry): Bounds {
	const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
	const visit = (part: unknown): void => {
		if (!Array.isArray(part)) return;
		if (typeof part[0] !== 'number') {
			part.forEach(visit);
			return;
		}
		bounds[0] = Math.min(bounds[0], part[0]);
		bounds[1] = Math.min(bounds[1], part[1]);
		bounds[2] = Math.max(bounds[2], part[0]);
		bounds[3] = Math.max(bounds[3], part[1]);
	};
	visit(geometry.coordinates);
	return bounds;
}

export function joinBounds(all: readonly Bounds[]): Bounds | null {
	if (all.length === 0) return null;
	return [
		Math.min(...all.map((one) => one[0])),
		Math.min(...all.map((one) => one[1])),
		Math.max(...all.map((one) => one[2])),
		Math.max(...all.map((one) => one[3])),
	];
}

export function boundsMeet(a: Bounds, b: Bounds): boolean {
	return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}
