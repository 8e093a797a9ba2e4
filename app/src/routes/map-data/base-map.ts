import { joinBounds } from '#features/places/map-layer.ts';
import { readGround } from '#features/places/server/map-ground.ts';
import { listRegions } from '#features/places/server/map-regions.ts';
import { NOBODY } from '#server/database.ts';
import { running } from '#server/running.ts';
import { type BaseMap, GROUND_LAYERS } from '#ui/map/base-map.ts';

/** What this node can draw; public facts that need no session. */
export async function readBaseMap(): Promise<BaseMap> {
	const { database, folder } = running();
	const [ground, regions] = await Promise.all([database.reading(NOBODY, readGround), listRegions(folder.maps)]);
	return {
		ground: GROUND_LAYERS.flatMap((layer) => {
			const etag = ground.layers.get(layer)?.body.etag;
			return etag ? [{ layer, url: `/map-data/features/${layer}.geojson?v=${etag.slice(1, 9)}` }] : [];
		}),
		regions: regions.map(({ name, bounds, minZoom, maxZoom, layers }) => ({
			name,
			url: `/map-data/regions/${name}.pmtiles`,
			bounds,
			minZoom,
			maxZoom,
			layers,
		})),
		// An invented town lies in the ocean: a map that has both opens on the town.
		bounds: ground.bounds ?? joinBounds(regions.map(({ bounds }) => bounds)),
		attributions: [...new Set([...ground.attributions, ...regions.map(({ attribution }) => attribution)])].filter(Boolean),
	};
}
