/** Writes whole tables of an invented town: rows as JSON, one statement a table. What is there already is brought up to date. */
import { sql } from 'kysely';
import type { Writer } from '#server/database.ts';

export type DemoRows = Readonly<{
	areas: readonly object[];
	stations: readonly object[];
	results: readonly object[];
	addresses: readonly object[];
	doors: readonly object[];
	features: readonly object[];
}>;

export async function upsertDemo({ query }: Writer, rows: DemoRows): Promise<void> {
	const text = (list: readonly object[]) => JSON.stringify(list);
	await sql`
		insert into areas (id, kind, code, name, parent_id, boundary)
		select id, kind, code, name, parent_id, boundary from jsonb_populate_recordset(null::areas, ${text(rows.areas)}::jsonb)
		on conflict (id) do update set name = excluded.name, parent_id = excluded.parent_id, boundary = excluded.boundary`.execute(query);
	await sql`
		insert into polling_stations (id, area_code, code, name, boundary, latitude, longitude)
		select id, area_code, code, name, boundary, latitude, longitude
		from jsonb_populate_recordset(null::polling_stations, ${text(rows.stations)}::jsonb)
		on conflict (id) do update set name = excluded.name, boundary = excluded.boundary,
			latitude = excluded.latitude, longitude = excluded.longitude`.execute(query);
	await sql`
		insert into station_results (station_id, election, round, held_on, registered, voters, blank, invalid, choices)
		select station_id, election, round, held_on, registered, voters, blank, invalid, choices
		from jsonb_populate_recordset(null::station_results, ${text(rows.results)}::jsonb)
		on conflict (station_id, election, round) do update set held_on = excluded.held_on, registered = excluded.registered,
			voters = excluded.voters, blank = excluded.blank, invalid = excluded.invalid, choices = excluded.choices`.execute(query);
	await sql`
		insert into addresses (id, match_key, number, suffix, street, postcode, place, area_id, station_id, building_code, latitude, longitude, source)
		select id, match_key, number, suffix, street, postcode, place, area_id, station_id, building_code, latitude, longitude, source
		from jsonb_populate_recordset(null::addresses, ${text(rows.addresses)}::jsonb)
		on conflict (id) do update set area_id = excluded.area_id, station_id = excluded.station_id, building_code = excluded.building_code,
			latitude = excluded.latitude, longitude = excluded.longitude`.execute(query);
	await sql`
		insert into doors (id, address_id, floor, label)
		select id, address_id, floor, label from jsonb_populate_recordset(null::doors, ${text(rows.doors)}::jsonb)
		on conflict (id) do nothing`.execute(query);
	await sql`
		insert into map_features (id, layer, name, kind, geometry, properties, source)
		select id, layer, name, kind, geometry, properties, source from jsonb_populate_recordset(null::map_features, ${text(rows.features)}::jsonb)
		on conflict (id) do update set name = excluded.name, kind = excluded.kind, geometry = excluded.geometry,
			properties = excluded.properties`.execute(query);
}
