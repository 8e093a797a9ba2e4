/** Fills a node with invented people, fast and the same for the same seed, for benchmarks and for tests of plans. */
import { sql } from 'kysely';
import { v7 as uuidv7 } from 'uuid';
import { type SeededRandom, seededRandom } from '../app/src/features/node/seeded-random.ts';
import { foldText } from '../app/src/features/places/fold-text.ts';
import { type Database, PROGRAM, type Writer } from '../app/src/server/database.ts';

const commonNames =
	'Martin Bernard Thomas Petit Robert Durand Dubois Moreau Laurent Lefèvre Nguyễn García Traoré Öztürk Haddad Şahin Müller Rossi O’Brien Lê';
const starts =
	'Bel Cha Mont Ver Gra Lam Del Ros Fau Gui Per Bou Car Van Kor Sal Mar Noë Tou Hen Pri Cla Bru Maï Jou Dia Kei Sow Ben Abd'.split(' ');
const middles = 'a e i o é ou an ette ier on ar el in our ill ass ard eau'.split(' ');
const ends =
	'lan det vier ton main gnon rel sac court ville mann ski dra ric neau zé bert lard quin reau sse ko ya té li mot nac rain dou lier'.split(
		' ',
	);
const givenNames =
	'Léa Manon Chloé Camille Sarah Inès Jade Louise Emma Alice Zoé Anaïs Fatou Aminata Leïla Nour Yasmine Maria Ana Thi Linh Mei Priya Jean Pierre Luc Hugo Théo Nathan Enzo Louis Jules Adam Karim Mehdi Moussa Ousmane João Miguel André Noël Étienne François Loïc Gaël Søren Łukasz Björn Ahmed Ibrahim Kofi Chen Ravi Olivier Benoît Cédric Damien Gérard René Michèle Hélène Agnès Simone Odette Colette'.split(
		' ',
	);
const streets = 'rue de la République|avenue du Port|quai des Mariniers|impasse du Moulin|rue Émile Zola|boulevard de la Liberté'.split(
	'|',
);

export type Town = { areaIds: string[]; stationIds: string[] };

/** Makes `count` people in 12 areas with 48 polling stations; 100,000 take some 20 s. Batches commit one by one. */
export async function fillWithPeople(database: Database, count: number, seed = 'many people'): Promise<Town> {
	const random = seededRandom(seed);
	const [town, sourceId] = await database.writing(PROGRAM, async (writer) => [await makeTown(writer), await makeSource(writer)] as const);
	for (let done = 0; done < count; done += 5000) {
		const people = Array.from({ length: Math.min(5000, count - done) }, (_, at) => inventPerson(random, town, done + at));
		await database.writing(PROGRAM, (writer) => insertPeople(writer, people, sourceId));
	}
	return town;
}

async function makeSource(writer: Writer): Promise<string> {
	const id = uuidv7();
	await writer.query.insertInto('sources').values({ id, kind: 'demo', name: 'many people' }).execute();
	return id;
}

async function makeTown(writer: Writer): Promise<Town> {
	const tag = uuidv7();
	const areaIds = Array.from({ length: 12 }, () => uuidv7());
	const stationIds = Array.from({ length: 48 }, () => uuidv7());
	await writer.query
		.insertInto('areas')
		.values(areaIds.map((id, at) => ({ id, kind: 'custom', code: `${tag} ${at + 1}`, name: `Quarter ${at + 1}` })))
		.execute();
	await writer.query
		.insertInto('polling_stations')
		.values(stationIds.map((id, at) => ({ id, area_code: tag, code: String(at + 1), name: `Station ${at + 1}` })))
		.execute();
	return { areaIds, stationIds };
}

type Invented = ReturnType<typeof inventPerson>;

function inventPerson(random: SeededRandom, town: Town, number: number) {
	const given = random.pick(givenNames);
	const family = random.chance(0.15) ? random.pick(commonNames.split(' ')) : random.pick(starts) + random.pick(middles) + random.pick(ends);
	const station = random.whole(0, town.stationIds.length - 1);
	const email = random.chance(0.6) ? `${foldText(given)}.${foldText(family).replace(/ /g, '')}.${number}@example.org` : '';
	const phone = random.chance(0.5) ? `6${String(random.whole(0, 99_999_999)).padStart(8, '0')}` : '';
	const names = foldText(`${given} ${family}`);
	return {
		personId: uuidv7(),
		given,
		family,
		sortName: foldText(`${family} ${given}`),
		searchText: [names, foldText(email), phone && `33${phone} 0${phone}`].filter(Boolean).join(' '),
		bornOn: `${random.whole(1932, 2007)}-${String(random.whole(1, 12)).padStart(2, '0')}-${String(random.whole(1, 28)).padStart(2, '0')}`,
		email,
		phone: phone && `+33${phone}`,
		identifier: `VOT${String(10_000_000 + number)}`,
		houseNumber: random.whole(1, 180),
		street: random.pick(streets),
		stationId: town.stationIds[station] as string,
		areaId: town.areaIds[Math.floor(station / 4)] as string,
		latitude: 48.42 + 0.01 * Math.floor(station / 8) + random.next() * 0.012,
		longitude: 2.7 + 0.015 * (station % 8) + random.next() * 0.018,
	};
}

async function insertPeople(writer: Writer, people: Invented[], sourceId: string): Promise<void> {
	const column = (read: (person: Invented) => unknown) => people.map(read);
	const ids = column((person) => person.personId);
	await sql`insert into people (person_id, basis, source_id, given_name, family_name, birth_date, birth_year, sort_name, search_text)
		select id, 'public_register', ${sourceId}::uuid, given, family, born, extract(year from born), sort, search
		from unnest(${ids}::uuid[], ${column((p) => p.given)}::text[], ${column((p) => p.family)}::text[], ${column((p) => p.bornOn)}::date[],
			${column((p) => p.sortName)}::text[], ${column((p) => p.searchText)}::text[]) as p (id, given, family, born, sort, search)`.execute(
		writer.query,
	);
	await sql`insert into contact_points (person_id, id, kind, value, as_written, source_id, recorded_for)
		select person, gen_random_uuid(), kind, value, value, ${sourceId}::uuid, person
		from unnest(${ids}::uuid[], ${column((p) => p.email)}::text[], ${column((p) => p.phone)}::text[]) as p (person, email, phone),
			lateral (values ('email', email), ('phone', phone)) as point (kind, value) where value <> ''`.execute(writer.query);
	await sql`insert into person_addresses (person_id, id, number, street, postcode, place, country, as_written, match_key, area_id, station_id,
			latitude, longitude, source_id, recorded_for)
		select person, gen_random_uuid(), number, street, '77001', 'Riverside', 'FR', number || ' ' || street, number || '|' || street, area, station, lat, lon, ${sourceId}::uuid, person
		from unnest(${ids}::uuid[], ${column((p) => p.houseNumber)}::integer[], ${column((p) => p.street)}::text[], ${column((p) => p.areaId)}::uuid[],
			${column((p) => p.stationId)}::uuid[], ${column((p) => p.latitude)}::float8[], ${column((p) => p.longitude)}::float8[])
			as p (person, number, street, area, station, lat, lon)`.execute(writer.query);
	await sql`with given as (select * from unnest(${ids}::uuid[], ${column((p) => p.identifier)}::text[]) as p (person, value)),
		own as (insert into identifier_owners (system, value, person_id) select 'reu-fr', value, person from given),
		known as (insert into external_identifiers (person_id, system, value, source_id, recorded_for)
			select person, 'reu-fr', value, ${sourceId}::uuid, person from given)
		insert into timeline_entries (person_id, id, at, kind, source_id, recorded_for)
			select person, gen_random_uuid(), now(), 'imported', ${sourceId}::uuid, person from given`.execute(writer.query);
}
