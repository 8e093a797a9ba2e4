/** What the regions' tiles hold for a plain picture, in the words of our own layers. */
import { open } from 'node:fs/promises';
import { PMTiles } from 'pmtiles';
import type { Bounds } from '../map-grid.ts';
import { boundsMeet, type MapFeature, type MapGeometry, type MapLayer, type MapRegion } from '../map-layer.ts';
import { FileSource, findRegionFile } from './map-regions.ts';
import { readVectorTile, type TileFeature, type TileLayer } from './vector-tile.ts';

/** A picture of 960 px meets 3 × 3 tiles or so of 512 px; more than this is not a view that anybody has. */
const MOST_TILES = 20;

/** Our layer and kind for a vector layer and its kind; nothing for what a plain picture leaves out. */
type Meaning = { layer: MapLayer; kind: string };
const WANTED = new Set([
	'landuse',
	'landcover',
	'park',
	'water',
	'waterway',
	'roads',
	'transportation',
	'buildings',
	'building',
	'places',
	'place',
]);
const BY_KIND: readonly (readonly [layer: MapLayer, kind: string, kinds: readonly string[]])[] = [
	['park', 'wood', ['forest', 'wood']],
	['park', 'park', ['park', 'garden', 'grass', 'cemetery', 'village_green', 'recreation_ground', 'golf_course']],
	['park', 'meadow', ['farmland', 'meadow', 'grassland', 'vineyard', 'orchard', 'scrub', 'allotments']],
	['park', 'sports', ['pitch', 'playground', 'stadium']],
	['park', 'built', ['residential', 'commercial', 'industrial', 'school']],
	['street', 'avenue', ['highway', 'major_road', 'medium_road', 'motorway', 'trunk', 'primary', 'secondary', 'tertiary']],
	['street', 'minor', ['minor_road', 'minor', 'service', 'street']],
	['rail', 'rail', ['rail', 'transit']],
	['district', 'town', ['locality', 'city', 'town', 'village']],
];

export async function readRegionFeatures(
	maps: string,
	regions: readonly Pick<MapRegion, 'name' | 'bounds' | 'minZoom' | 'maxZoom'>[],
	{ seen, zoom }: { seen: Bounds; zoom: number },
): Promise<Partial<Record<MapLayer, MapFeature[]>>> {
	const ground: Partial<Record<MapLayer, MapFeature[]>> = {};
	for (const region of regions.filter(({ bounds }) => boundsMeet(bounds, seen))) {
		const tileZoom = Math.min(region.maxZoom, Math.max(region.minZoom, Math.floor(zoom)));
		for (const tile of tilesWithin(meetOf(region.bounds, seen), tileZoom)) {
			for (const layer of await readTile(maps, region.name, tile)) collect(ground, layer, tile);
		}
	}
	return ground;
}

type Tile = { z: number; x: number; y: number };

export function tilesWithin([west, south, east, north]: Bounds, z: number): Tile[] {
	const count = 2 ** z;
	const column = (longitude: number) => Math.max(0, Math.min(count - 1, Math.floor(((longitude + 180) / 360) * count)));
	const row = (latitude: number) => {
		const clamped = Math.max(-85.05, Math.min(85.05, latitude));
		return Math.max(0, Math.min(count - 1, Math.floor(((1 - Math.asinh(Math.tan((clamped * Math.PI) / 180)) / Math.PI) / 2) * count)));
	};
	const tiles: Tile[] = [];
	for (let x = column(west); x <= column(east); x++) {
		for (let y = row(north); y <= row(south); y++) {
			if (tiles.length < MOST_TILES) tiles.push({ z, x, y });
		}
	}
	return tiles;
}

function meetOf(a: Bounds, b: Bounds): Bounds {
	return [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
}

const kept = new Map<string, TileLayer[]>();
const MOST_KEPT = 64;

async function readTile(maps: string, name: string, { z, x, y }: Tile): Promise<TileLayer[]> {
	const file = findRegionFile(maps, name);
	if (!file) return [];
	const key = `${file.path} ${file.etag} ${z}/${x}/${y}`;
	const known = kept.get(key);
	if (known) return known;
	const handle = await open(file.path, 'r');
	try {
		const tile = await new PMTiles(new FileSource(handle)).getZxy(z, x, y);
		const layers = tile ? readVectorTile(new Uint8Array(tile.data), WANTED) : [];
		if (kept.size >= MOST_KEPT) kept.delete(kept.keys().next().value as string);
		kept.set(key, layers);
		return layers;
	} finally {
		await handle.close();
	}
}

function collect(ground: Partial<Record<MapLayer, MapFeature[]>>, { name, extent, features }: TileLayer, tile: Tile): void {
	for (const feature of features) {
		const meaning = meaningOf(name, feature);
		const geometry = meaning && toGeometry(feature, extent, tile);
		if (!meaning || !geometry) continue;
		const list = ground[meaning.layer] ?? [];
		ground[meaning.layer] = list;
		list.push({
			type: 'Feature',
			properties: { kind: meaning.kind, ...(feature.properties.name && { name: feature.properties.name }) },
			geometry,
		});
	}
}

function meaningOf(layer: string, { properties, type }: TileFeature): Meaning | null {
	if (layer === 'water' || layer === 'waterway')
		return { layer: 'water', kind: type === 'Polygon' ? 'water' : (properties.kind ?? properties.class) === 'river' ? 'river' : 'stream' };
	if (layer === 'buildings' || layer === 'building') return { layer: 'building', kind: 'house' };
	const kind = properties.kind ?? properties.class ?? '';
	const found = BY_KIND.find(([, , kinds]) => kinds.includes(kind));
	return found ? { layer: found[0], kind: found[1] } : null;
}

function toGeometry({ type, parts }: TileFeature, extent: number, { z, x, y }: Tile): MapGeometry | null {
	const count = 2 ** z;
	const place = ([px, py]: readonly [number, number]): [number, number] => [
		((x + px / extent) / count) * 360 - 180,
		(Math.atan(Math.sinh(Math.PI * (1 - (2 * (y + py / extent)) / count))) * 180) / Math.PI,
	];
	const placed = parts.map((part) => part.map(place));
	const first = placed[0];
	if (!first) return null;
	if (type === 'Polygon') return { type: 'Polygon', coordinates: placed };
	if (type === 'LineString') return { type: 'MultiLineString', coordinates: placed };
	return first[0] ? { type: 'Point', coordinates: first[0] } : null;
}
