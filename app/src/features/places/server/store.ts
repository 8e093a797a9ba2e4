/** The rows of areas, stations and addresses. What the map draws lies in map-store.ts. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import type { Reader, Writer } from '#server/database.ts';
import { type Area, type AreaId, areaKey, type NewArea } from '../area.ts';
import type { MapGeometry } from '../map-layer.ts';
import { type NewStation, type Station, type StationId, type StationResult, stationKey } from '../station.ts';

export type FoundAddress = {
	addressId: string;
	areaId: AreaId | null;
	stationId: StationId | null;
	/** Degrees, WGS 84. */
	latitude: number;
	longitude: number;
};

export async function selectAddresses(reader: Reader, matchKeys: readonly string[]): Promise<Map<string, FoundAddress>> {
	// One parameter however many keys, so that the statement stays prepared.
	const rows = await reader.query
		.selectFrom('addresses')
		.select(['match_key', 'id', 'area_id', 'station_id', 'latitude', 'longitude'])
		.where('match_key', '=', sql<string>`any(${matchKeys}::text[])`)
		.execute();
	return new Map(
		rows.map((row) => [
			row.match_key,
			{
				addressId: row.id,
				areaId: row.area_id as AreaId | null,
				stationId: row.station_id as StationId | null,
				latitude: row.latitude,
				longitude: row.longitude,
			},
		]),
	);
}

export async function selectAreas(reader: Reader): Promise<Area[]> {
	const rows = await reader.query
		.selectFrom('areas')
		.select(['id', 'kind', 'code', 'name', 'parent_id as parentId'])
		.orderBy('kind')
		.orderBy('name')
		.orderBy('code')
		.execute();
	return rows as Area[];
}

export async function selectOrInsertAreas(writer: Writer, wanted: readonly NewArea[]): Promise<Map<string, AreaId>> {
	if (wanted.length === 0) return new Map();
	const kinds = wanted.map((area) => area.kind);
	const codes = wanted.map((area) => area.code);
	await sql`insert into areas (id, kind, code, name)
		select * from unnest(${wanted.map(() => uuidv7())}::uuid[], ${kinds}::text[], ${codes}::text[], ${wanted.map((area) => area.name)}::text[])
		on conflict (kind, code) do nothing`.execute(writer.query);
	const { rows } = await sql<{ id: AreaId; kind: NewArea['kind']; code: string }>`
		select id, kind, code from areas where (kind, code) in (select * from unnest(${kinds}::text[], ${codes}::text[]))`.execute(
		writer.query,
	);
	return new Map(rows.map((row) => [areaKey(row), row.id]));
}

export async function selectOrInsertStations(writer: Writer, wanted: readonly NewStation[]): Promise<Map<string, StationId>> {
	if (wanted.length === 0) return new Map();
	const areaCodes = wanted.map((station) => station.areaCode);
	const codes = wanted.map((station) => station.code);
	await sql`insert into polling_stations (id, area_code, code, name)
		select * from unnest(${wanted.map(() => uuidv7())}::uuid[], ${areaCodes}::text[], ${codes}::text[], ${wanted.map((station) => station.name)}::text[])
		on conflict (area_code, code) do nothing`.execute(writer.query);
	const { rows } = await sql<{ id: StationId; areaCode: string; code: string }>`
		select id, area_code as "areaCode", code from polling_stations
		where (area_code, code) in (select * from unnest(${areaCodes}::text[], ${codes}::text[]))`.execute(writer.query);
	return new Map(rows.map((row) => [stationKey(row), row.id]));
}

export type StationOnMap = Station & { boundary: MapGeometry | null };

export async function selectStations(reader: Reader): Promise<StationOnMap[]> {
	const rows = await reader.query.selectFrom('polling_stations').selectAll().orderBy('area_code').orderBy('code').execute();
	return rows.map(({ id, area_code, code, name, latitude, longitude, boundary }) => ({
		id: id as StationId,
		areaCode: area_code,
		code,
		name,
		position: latitude === null || longitude === null ? null : { latitude, longitude },
		boundary: boundary as MapGeometry | null,
	}));
}

export async function selectResults(reader: Reader): Promise<StationResult[]> {
	const rows = await reader.query
		.selectFrom('station_results')
		.selectAll()
		.orderBy('held_on', 'desc')
		.orderBy('round', 'desc')
		.orderBy('election')
		.orderBy('station_id')
		.execute();
	return rows.map(({ station_id, held_on, choices, ...result }) => ({
		...result,
		stationId: station_id as StationId,
		heldOn: held_on,
		choices: choices as unknown as StationResult['choices'],
	}));
}

/** Addresses of each area and station: what a page says beside their names. */
export async function countAddresses(reader: Reader): Promise<{ areas: Map<string, number>; total: number }> {
	const rows = await reader.query
		.selectFrom('addresses')
		.select(['area_id', (eb) => eb.fn.countAll<string>().as('count')])
		.groupBy('area_id')
		.execute();
	return {
		areas: new Map(rows.flatMap(({ area_id, count }) => (area_id === null ? [] : [[area_id, Number(count)] as const]))),
		total: rows.reduce((sum, { count }) => sum + Number(count), 0),
	};
}

export type AddressRow = {
	matchKey: string;
	number: number | null;
	suffix: string;
	street: string;
	postcode: string;
	place: string;
	areaId: AreaId;
	latitude: number;
	longitude: number;
	source: string;
};

/** Writes addresses by their key, which must differ; what stands there already the same is left alone. */
export async function upsertAddresses(writer: Writer, rows: readonly AddressRow[]): Promise<{ added: number; changed: number }> {
	const column = <K extends keyof AddressRow>(name: K) => rows.map((row) => row[name]);
	const result = await sql<{ added: boolean }>`
		insert into addresses (id, match_key, number, suffix, street, postcode, place, area_id, latitude, longitude, source)
		select * from unnest(${rows.map(() => uuidv7())}::uuid[], ${column('matchKey')}::text[], ${column('number')}::integer[],
			${column('suffix')}::text[], ${column('street')}::text[], ${column('postcode')}::text[], ${column('place')}::text[],
			${column('areaId')}::uuid[], ${column('latitude')}::float8[], ${column('longitude')}::float8[], ${column('source')}::text[])
		on conflict (match_key) do update set
			street = excluded.street, place = excluded.place, area_id = excluded.area_id, latitude = excluded.latitude,
			longitude = excluded.longitude, source = excluded.source
		where (addresses.street, addresses.place, addresses.area_id, addresses.latitude, addresses.longitude, addresses.source)
			is distinct from (excluded.street, excluded.place, excluded.area_id, excluded.latitude, excluded.longitude, excluded.source)
		returning xmax = 0 as added`.execute(writer.query);
	const added = result.rows.filter((row) => row.added).length;
	return { added, changed: result.rows.length - added };
}
