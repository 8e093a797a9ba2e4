import { featuresWithin, readGround } from '#features/places/server/map-ground.ts';
import { readRegionFeatures } from '#features/places/server/region-features.ts';
import { NOBODY } from '#server/database.ts';
import { running } from '#server/running.ts';
import type { BaseMap, MapView } from '#ui/map/base-map.ts';
import { drawPlain, PLAIN_MIDDLE, PLAIN_SIZE, type PlainPicture } from '#ui/map/draw-plain.ts';
import { boundsOf, readView, viewOf } from '#ui/map/mercator.ts';
import { readBaseMap } from './base-map.ts';

/** A node without a map and without addresses looks at the whole world. */
const WORLD: MapView = { longitude: 8, latitude: 25, zoom: 0.8 };

/** What `Map.svelte` needs of a page's load: `?at=zoom/lat/lon` chooses the view, else everything there is. */
export async function loadMap(url: URL, fallback: MapView = WORLD): Promise<{ baseMap: BaseMap; picture: PlainPicture; isWhole: boolean }> {
	const baseMap = await readBaseMap();
	const around = baseMap.bounds ? viewOf(baseMap.bounds, PLAIN_MIDDLE) : fallback;
	const asked = readView(url.searchParams.get('at'));
	const view = asked ?? around;
	const seen = boundsOf(view, PLAIN_SIZE);
	const { database, folder } = running();
	const [ground, tiles] = await Promise.all([
		database.reading(NOBODY, (reader) => readGround(reader)),
		readRegionFeatures(folder.maps, baseMap.regions, { seen, zoom: view.zoom }),
	]);
	const own = Object.fromEntries(baseMap.ground.map(({ layer }) => [layer, featuresWithin(ground, layer, seen)]));
	return { baseMap, isWhole: asked === null, picture: drawPlain([tiles, own], view) };
}
