/** Where people's addresses lie. */
import { sql } from 'kysely';
import type { FoundAddress } from '#features/places/server/queries.ts';
import type { Reader, Writer } from '#server/database.ts';
import { unnestColumns } from './write-columns.ts';

/** Addresses without a position, whole persons at a time, in the order of their persons. */
export async function selectUnplaced(reader: Reader, afterPerson: string, limit: number) {
	const { rows } = await sql<{ person_id: string; id: string; match_key: string }>`
		select person_id, id, match_key from person_addresses
		where latitude is null and match_key <> '' and person_id > ${afterPerson}
		order by person_id fetch first ${limit} rows with ties`.execute(reader.query);
	return rows;
}

/** Counted up to `most`; with it, there are more. */
export async function countPeopleUnplaced(reader: Reader, most: number): Promise<number> {
	const { rows } = await sql<{ count: number }>`
		select count(*)::int as count from (
			select from people p where exists (select from person_addresses a where a.person_id = p.person_id)
				and not exists (select from person_addresses a where a.person_id = p.person_id and a.latitude is not null)
			limit ${most}) unplaced`.execute(reader.query);
	return rows[0]?.count ?? 0;
}

export type Move = FoundAddress & { id: string; personId: string };

/** A polling station that the register named stays; a district that only the map knows is taken over. */
export async function movePeople(writer: Writer, moves: readonly Move[]): Promise<void> {
	if (moves.length === 0) return;
	const of = (name: keyof Move) => moves.map((move) => move[name]);
	await sql`update person_addresses set address_id = given.address_id, latitude = given.latitude, longitude = given.longitude,
			area_id = coalesce(given.area_id, person_addresses.area_id), station_id = coalesce(person_addresses.station_id, given.station_id)
		from ${unnestColumns({
			person_id: { type: 'uuid', values: of('personId') },
			id: { type: 'uuid', values: of('id') },
			address_id: { type: 'uuid', values: of('addressId') },
			area_id: { type: 'uuid', values: of('areaId') },
			station_id: { type: 'uuid', values: of('stationId') },
			latitude: { type: 'double precision', values: of('latitude') },
			longitude: { type: 'double precision', values: of('longitude') },
		})}
		where person_addresses.person_id = given.person_id and person_addresses.id = given.id`.execute(writer.query);
}
