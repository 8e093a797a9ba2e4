/** The rows of what the map draws. */
import { sql } from 'kysely';
import type { Reader } from '#server/database.ts';
import type { MapFeature, MapLayer } from '../map-layer.ts';

/** Changes whenever any feature was added, changed or removed (a millisecond for a town). */
export async function stampOfFeatures(reader: Reader): Promise<string> {
	const { rows } = await sql<{ stamp: string }>`
		select count(*) || '-' || coalesce(max(xmin::text::bigint), 0) as stamp from map_features`.execute(reader.query);
	return rows[0]?.stamp ?? '';
}

export type FeatureRow = { layer: MapLayer; source: string; feature: MapFeature };

export async function selectFeatures(reader: Reader): Promise<FeatureRow[]> {
	const rows = await reader.query
		.selectFrom('map_features')
		.select(['layer', 'name', 'kind', 'geometry', 'properties', 'source'])
		.orderBy('layer')
		.orderBy('id')
		.execute();
	return rows.map(({ layer, source, name, kind, geometry, properties }) => ({
		layer: layer as MapLayer,
		source,
		feature: {
			type: 'Feature',
			properties: { ...(properties as object), ...(name !== null && { name }), ...(kind !== null && { kind }) },
			geometry: geometry as unknown as MapFeature['geometry'],
		},
	}));
}

export async function hasAddressesFrom(reader: Reader, sourcePrefix: string): Promise<boolean> {
	const { rows } = await sql<{ has: boolean }>`
		select exists (select 1 from addresses where starts_with(source, ${sourcePrefix})) as has`.execute(reader.query);
	return rows[0]?.has ?? false;
}
