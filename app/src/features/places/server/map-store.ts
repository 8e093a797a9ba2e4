/** The rows of what the map draws. */
import { sql } from 'kysely';
import type { Reader } from '#server/database.ts';
import { type Bounds, type Cell, clusterFeature, type PointFeature, pointFeature } from '../map-grid.ts';
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

/** Whom the addresses are from, and the ground they lie on: one pass over them (15 ms for a department). */
export async function summariseAddresses(reader: Reader): Promise<{ sources: string[]; bounds: Bounds | null }> {
	const { rows } = await sql<{ sources: string[] | null; west: number; south: number; east: number; north: number }>`
		select array_agg(distinct source) as sources, min(longitude) as west, min(latitude) as south, max(longitude) as east, max(latitude) as north
		from addresses`.execute(reader.query);
	const [row] = rows;
	if (!row?.sources) return { sources: [], bounds: null };
	return { sources: row.sources, bounds: [row.west, row.south, row.east, row.north] };
}

export async function selectAddressClusters(reader: Reader, [west, south, east, north]: Bounds, cell: Cell): Promise<PointFeature[]> {
	const { rows } = await sql<{ longitude: number; latitude: number; count: number }>`
		select avg(longitude) as longitude, avg(latitude) as latitude, count(*)::int as count
		from addresses
		where longitude between ${west} and ${east} and latitude between ${south} and ${north}
		group by floor(longitude / ${cell.widthDegrees}::float8), floor(latitude / ${cell.heightDegrees}::float8)`.execute(reader.query);
	return rows.map(({ longitude, latitude, count }) => clusterFeature(longitude, latitude, count));
}

export async function selectAddressPoints(reader: Reader, [west, south, east, north]: Bounds, most: number): Promise<PointFeature[]> {
	const rows = await reader.query
		.selectFrom('addresses')
		.select(['id', 'number', 'suffix', 'street', 'longitude', 'latitude'])
		.where('longitude', '>=', west)
		.where('longitude', '<=', east)
		.where('latitude', '>=', south)
		.where('latitude', '<=', north)
		.limit(most)
		.execute();
	return rows.map(({ id, number, suffix, street, longitude, latitude }) =>
		pointFeature(longitude, latitude, { id, label: [number === null ? '' : `${number}${suffix}`, street].filter(Boolean).join(' ') }),
	);
}
