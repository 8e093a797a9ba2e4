/** What a list of people can be narrowed to. Public facts of room places, read only. */
import { sql } from 'kysely';
import type { Reader } from '#server/database.ts';
import type { PlaceChoices } from '../../person-query.ts';

/** More than a list in a form can offer; a node with more has its places chosen on the map. */
const MOST_CHOICES = 400;

export async function selectPlaceChoices(reader: Reader): Promise<PlaceChoices> {
	const { rows } = await sql<PlaceChoices>`select
		array(select json_build_object('id', id, 'name', name) from (select id, name from areas order by name, id limit ${MOST_CHOICES}) a) as areas,
		array(select json_build_object('id', id, 'name', case when position(code in name) > 0 then name else code || ' · ' || name end)
			from (select id, code, name from polling_stations order by area_code, lpad(code, 12, '0') limit ${MOST_CHOICES}) s) as stations`.execute(
		reader.query,
	);
	return rows[0] ?? { areas: [], stations: [] };
}
