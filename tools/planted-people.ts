/** Three people of Riverside with something in every table of the room, for the tests of its walls, queries and erasure. */
import { v7 as uuidv7 } from 'uuid';
import { foldText } from '../app/src/features/places/fold-text.ts';

type Sql = (text: string, values?: unknown[]) => Promise<unknown[]>;

export type Planted = { personId: string; canary: string };

const people = {
	zoe: {
		given: 'Zoé',
		family: 'Lefèvre-Martin',
		bornOn: '1999-05-17',
		email: 'zoe.lefevre@example.org',
		phone: '0629908200',
		identifier: 'VOT77001',
	},
	omar: { given: 'Omar', family: 'Haddad', bornOn: '1961-11-02', email: 'omar@example.net', phone: '0700000001', identifier: 'VOT88002' },
	anna: { given: 'Anna', family: 'Leclerc', bornOn: '2004-01-31', email: 'anna@example.com', phone: '0611223344', identifier: 'VOT99003' },
};
export type Name = keyof typeof people;

/** Two quarters of one town: Zoé and Anna live by the river, Omar in the hills. `canary` stands in every row of a person. */
export async function plantPeople(
	sql: Sql,
): Promise<{ town: string; river: string; hills: string; importId: string } & Record<Name, Planted>> {
	const [town, river, hills, station, sourceId, importId] = Array.from({ length: 6 }, () => uuidv7()) as [
		string,
		string,
		string,
		string,
		string,
		string,
	];
	await sql(
		`insert into areas (id, kind, code, name, parent_id) values ($1, 'commune', '77001', 'Riverside', null), ($2, 'quarter', 'R', 'By the river', $1),
		($3, 'quarter', 'H', 'In the hills', $1)`,
		[town, river, hills],
	);
	await sql(`insert into polling_stations (id, area_code, code, name) values ($1, '77001', '3', 'School')`, [station]);
	await sql(`insert into sources (id, kind, name) values ($1, 'import', 'roll.csv')`, [sourceId]);
	await sql(
		`insert into imports (id, source_id, file_name, file_bytes, file_hash, preset, basis) values ($1, $2, 'roll.csv', 1, '\\x00', 'generic', 'public_register')`,
		[importId, sourceId],
	);
	const plant = async (name: Name, areaId: string, at: number): Promise<Planted> => {
		const { given, family, bornOn, email, phone, identifier } = people[name];
		const personId = uuidv7();
		const canary = `canary-${name}`;
		const text = `${foldText(`${given} ${family}`)} ${foldText(email)} 33${phone.slice(1)} ${phone} ${foldText(canary)}`;
		await sql(
			`insert into people (person_id, basis, source_id, given_name, family_name, birth_name, birth_date, birth_year, sort_name, search_text)
			values ($1, 'public_register', $2, $3, $4, $5, $6::date, extract(year from $6::date), $7, $8)`,
			[personId, sourceId, given, family, canary, bornOn, foldText(`${family} ${given}`), text],
		);
		await sql(
			`insert into contact_points (person_id, id, kind, value, as_written, source_id, recorded_for) values
			($1, gen_random_uuid(), 'email', $2, $4, $5, $1), ($1, gen_random_uuid(), 'phone', $3, $3, $5, $1)`,
			[personId, email, `+33${phone.slice(1)}`, canary, sourceId],
		);
		await sql(
			`insert into person_addresses (person_id, id, number, street, place, as_written, match_key, area_id, station_id, latitude, longitude, source_id, recorded_for)
			values ($1, gen_random_uuid(), $2, 'quay street', 'Riverside', $3, $3, $4, $5, 48.4, $6, $7, $1)`,
			[personId, at, canary, areaId, station, 2.7 + at / 1000, sourceId],
		);
		await sql(
			`insert into external_identifiers (person_id, system, value, source_id, recorded_for) values ($1, 'reu-fr', $2, $3, $1), ($1, 'canary', $4, $3, $1)`,
			[personId, identifier, sourceId, canary],
		);
		await sql(`insert into identifier_owners (system, value, person_id) values ('reu-fr', $2, $1), ('canary', $3, $1)`, [
			personId,
			identifier,
			canary,
		]);
		await sql(
			`insert into timeline_entries (person_id, id, at, kind, body, source_id, recorded_for) values
			($1, gen_random_uuid(), now() - interval '1 day', 'imported', jsonb_build_object('note', $2::text), $3, $1),
			($1, gen_random_uuid(), now(), 'changed-by-import', '{"changed": ["given_name"]}', $3, $1)`,
			[personId, canary, sourceId],
		);
		await sql('insert into import_refusals (import_id, line, reason, cells) values ($1, $2, $3, $4)', [
			importId,
			at,
			'identifier-of-another',
			[canary, email, given],
		]);
		return { personId, canary };
	};
	return {
		town,
		river,
		hills,
		importId,
		zoe: await plant('zoe', river, 1),
		omar: await plant('omar', hills, 2),
		anna: await plant('anna', river, 3),
	};
}

/** An account with one grant, as room identity makes it. */
export async function plantAccount(sql: Sql, role: string, scope: { kind: string; id?: string; personId?: string }): Promise<string> {
	const id = uuidv7();
	await sql('insert into accounts (id, email, display_name, person_id) values ($1, $2, $3, $4)', [
		id,
		`${id}@example.org`,
		role,
		scope.personId ?? null,
	]);
	await sql('insert into role_grants (account_id, role, scope_kind, scope_id) values ($1, $2, $3, $4)', [
		id,
		role,
		scope.kind,
		scope.id ?? null,
	]);
	return id;
}
