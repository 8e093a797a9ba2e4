/** What a map is told: the ground the node can draw, what to put on it, where to look. Degrees are WGS 84. */
import type { FeatureCollection, Geometry } from 'geojson';

/** West, south, east, north, in degrees. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

export type MapView = { longitude: number; latitude: number; zoom: number };

export const GROUND_LAYERS = [
	'water',
	'park',
	'rail',
	'street',
	'building',
	'bridge',
	'crossing',
	'district',
	'station',
	'landmark',
] as const;
export type GroundLayer = (typeof GROUND_LAYERS)[number];

/** One vector PMTiles file of the node. `layers` are the names of its vector layers (Protomaps or OpenMapTiles). */
export type Region = {
	name: string;
	url: string;
	bounds: Bounds;
	minZoom: number;
	maxZoom: number;
	layers: string[];
};

export type BaseMap = {
	/** GeoJSON layers, each at its address. */
	ground: { layer: GroundLayer; url: string }[];
	regions: Region[];
	/** Around everything there is; null on a node without a map. */
	bounds: Bounds | null;
	/** To be shown wherever the data is. */
	attributions: string[];
};

/** Properties of a point that a map shows: either many in one place, or one. */
export type PointProperties = { cluster: true; count: number } | { id: string; label?: string };
export type PointCollection = FeatureCollection<GeoJSON.Point, PointProperties>;

/** Areas coloured by `share` (0 to 1; null where nothing is known). `label` is said when one is picked. */
export type ShadedArea = { id: string; label: string; share: number | null };
export type AreaCollection = FeatureCollection<Geometry, ShadedArea>;

export type Pick = { kind: 'point' | 'area'; id: string };

/** `/people/map/points?bbox={bbox}&zoom={zoom}` → the address for a picture of that ground. */
export function fillTemplate(template: string, bounds: Bounds, zoom: number): string {
	const bbox = bounds.map((degrees) => degrees.toFixed(5)).join(',');
	return template.replace('{bbox}', bbox).replace('{zoom}', String(Math.floor(zoom)));
}
