import { joinBounds } from '#features/places/map-layer.ts';
import { readAddressGround, readGround } from '#features/places/server/map-ground.ts';
import { listRegions } from '#features/places/server/map-regions.ts';
import { NOBODY } from '#server/database.ts';
import { running } from '#server/running.ts';
import { type BaseMap, GROUND_LAYERS } from '#ui/map/base-map.ts';

/** What this node can draw; public facts that need no session. */
export async function readBaseMap(): Promise<BaseMap> {
	const { database, folder } = running();
	const [{ ground, addresses }, regions] = await Promise.all([
		database.reading(NOBODY, async (reader) => ({ ground: await readGround(reader), addresses: await readAddressGround(reader) })),
		listRegions(folder.maps),
	]);
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
		// A map opens on what the node drew itself, else where its addresses are, else on all its regions.
		bounds: ground.bounds ?? addresses.bounds ?? joinBounds(regions.map(({ bounds }) => bounds)),
		attributions: [
			...new Set([...ground.attributions, ...addresses.attributions, ...regions.map(({ attribution }) => attribution)]),
		].filter(Boolean),
	};
}
