/**
 * The rows of people. Figures: 100,000 people, PostgreSQL 18, two shared cores, whole-node scope, warm, median of 20;
 * `plans.db.test.ts` looks at the plans.
 */
import { sql } from 'kysely';
import type { Reader } from '#server/database.ts';
import type { PersonFile } from '../../person-file.ts';
import { FIRST_PAGE_ROWS, namesOfFilters, type PersonFilters, type PersonRow, type PersonSort } from '../../person-query.ts';
import { isFoundWithOneTypo, type PersonSearch } from '../../search.ts';
import { type Condition, isInSight, mayHoldTypo, orderOf, prepareCondition, prepareSight, rankOf, seesEverybody } from './filter-people.ts';

export type Window = { sort: PersonSort; offset: number; limit: number };

/** The people of a page are chosen from an index alone; only then their rows are read. */
function rowsOf(page: Condition): Condition {
	return sql`with page as materialized (${page})
		select p.person_id as "personId", p.given_name as "givenName", coalesce(nullif(p.family_name, ''), p.birth_name) as "familyName",
			p.birth_date as "birthDate", p.birth_year as "birthYear", p.gender, p.basis,
			coalesce(a.line, '') as "addressLine", coalesce(a.place, '') as place, coalesce(s.name, '') as "stationName",
			exists (select from contact_points c where c.person_id = p.person_id and c.kind = 'email') as "hasEmail",
			exists (select from contact_points c where c.person_id = p.person_id and c.kind = 'phone') as "hasPhone"`;
}

const firstAddress = sql`left join lateral (
	select concat_ws(' ', nullif(a.number::text || a.suffix, ''), a.street) as line, a.place, a.station_id from person_addresses a
	where a.person_id = p.person_id order by a.kind <> 'home', a.created_at limit 1) a on true
	left join polling_stations s on s.id = a.station_id`;

/** First window 1.3 ms; offset 90,000: 10 ms by name or age; filtered by area 3 ms, by age 3 ms. */
export async function selectPeople(reader: Reader, filters: PersonFilters, { sort, offset, limit }: Window): Promise<PersonRow[]> {
	// The first page is asked for most: with its numbers written out, PostgreSQL keeps its plan (1.4 → 1.1 ms).
	const window = offset === 0 && limit === FIRST_PAGE_ROWS ? sql.raw(`limit ${FIRST_PAGE_ROWS}`) : sql`offset ${offset} limit ${limit}`;
	const page = sql`select p.person_id from people p where ${await prepareCondition(reader, filters)} order by ${orderOf(sort)} ${window}`;
	const { rows } = await sql<PersonRow>`${rowsOf(page)} from page join people p on p.person_id = page.person_id ${firstAddress}
		order by ${orderOf(sort)}`.execute(reader.query);
	return rows;
}

/** The same for a condition that many meet: walks an index until the window is full. The planner takes any text for rare. */
export async function walkPeople(reader: Reader, filters: PersonFilters, { sort, offset, limit }: Window): Promise<PersonRow[]> {
	const condition = await prepareCondition(reader, filters, true);
	await sql`select set_config('enable_sort', 'off', true)`.execute(reader.query);
	const { rows } = await sql<{ id: string }>`select p.person_id as id from people p where ${condition}
		order by ${orderOf(sort)} offset ${offset} limit ${limit}`.execute(reader.query);
	await sql`select set_config('enable_sort', 'on', true)`.execute(reader.query);
	return selectThese(
		reader,
		rows.map(({ id }) => id),
	);
}

/** In the order given. */
async function selectThese(reader: Reader, personIds: string[]): Promise<PersonRow[]> {
	const page = sql`select person_id, place from unnest(${personIds}::uuid[]) with ordinality as given (person_id, place)`;
	const { rows } = await sql<PersonRow>`${rowsOf(page)} from page join people p on p.person_id = page.person_id ${firstAddress}
		order by page.place`.execute(reader.query);
	return rows;
}

/** The rows with how many match; no row when the offset lies behind the last. Three letters of 5,400 people: 12 ms. */
export async function searchPeople(
	reader: Reader,
	{ search, filters }: { search: PersonSearch; filters: PersonFilters },
	{ sort, offset, limit }: Omit<Window, 'sort'> & { sort: PersonSort | 'best' },
): Promise<{ rows: PersonRow[]; total: number }> {
	const order = sort === 'best' ? sql`rank desc, ${orderOf('name')}` : orderOf(sort);
	const page = sql`select p.person_id, ${sort === 'best' ? rankOf(search) : sql`0`} as rank, count(*) over ()::integer as total
		from people p where ${await prepareCondition(reader, filters)} order by ${order} offset ${offset} limit ${limit}`;
	const { rows } = await sql<
		PersonRow & { total: number }
	>`${rowsOf(page)}, page.total from page join people p on p.person_id = page.person_id
		${firstAddress} order by ${order}`.execute(reader.query);
	return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}

const LIKELY_TYPOS = 200;

/**
 * Who would be found if one letter were other: the nearest by trigrams (0.45 keeps one typo in a word of five letters),
 * of which those stay that are one edit away. 11 ms.
 */
export async function selectSimilarPeople(
	reader: Reader,
	search: PersonSearch,
	limit: number,
): Promise<{ rows: PersonRow[]; total: number }> {
	await sql`select set_config('pg_trgm.word_similarity_threshold', '0.4', true)`.execute(reader.query);
	const sight = await prepareSight(reader);
	// Behind the wall there is no trigram index, and comparing trigrams costs twenty times a `like`: `case` keeps that order.
	const isNear = sql.join(
		search.words.map((word) => {
			const isWordNear = sql`${word} <% p.search_text`;
			return sight === 'everybody' ? isWordNear : sql`case when ${mayHoldTypo(word)} then ${isWordNear} else false end`;
		}),
		sql` and `,
	);
	const nearness = sql.join(
		search.words.map((word) => sql`word_similarity(${word}, p.search_text)`),
		sql` + `,
	);
	const { rows: near } = await sql<{
		id: string;
		text: string;
	}>`select p.person_id as id, p.search_text as text from people p where ${isInSight(sight, sql`p.person_id`)} and ${isNear}
		order by ${nearness} desc, p.sort_name, p.person_id limit ${LIKELY_TYPOS}`.execute(reader.query);
	const ids = near.filter(({ text }) => isFoundWithOneTypo(search.words, text)).map(({ id }) => id);
	return { rows: await selectThese(reader, ids.slice(0, limit)), total: ids.length };
}

/** Exact up to `most`; more is told as `most + 1`. All 100,000: 11 ms; of one area: 12 ms. */
export async function countUpTo(reader: Reader, filters: PersonFilters, most: number): Promise<number> {
	// Without a filter, the people in sight are counted where they are written down: 20 ms for 100,000 instead of 60.
	const counted =
		seesEverybody(reader) || namesOfFilters(filters).length > 0
			? sql`select from people p where ${await prepareCondition(reader, filters)} limit ${most + 1}`
			: sql`select distinct person_id from person_visibility where account_id = current_account() limit ${most + 1}`;
	const { rows } = await sql<{ count: number }>`select count(*)::integer as count from (${counted}) p`.execute(reader.query);
	return rows[0]?.count ?? 0;
}

const SAMPLE_PERCENT = 2;

/**
 * How many match, from a fiftieth of the table: for 60,000 of 100,000 within two in a hundred. 1 ms. The planner cannot tell:
 * behind any wall, even one that lets everything through, it may not use its statistics for `like`.
 */
export async function sampleCount(reader: Reader, filters: PersonFilters): Promise<number> {
	const { rows } = await sql<{ count: number }>`select count(*)::integer as count
		from people p tablesample system (${SAMPLE_PERCENT}) repeatable (1) where ${await prepareCondition(reader, filters, true)}`.execute(
		reader.query,
	);
	return ((rows[0]?.count ?? 0) * 100) / SAMPLE_PERCENT;
}

/** What the planner expects: right for all people, within a factor of a few for filters. 1 ms. */
export async function estimateCount(reader: Reader, filters: PersonFilters): Promise<number> {
	const { rows } = await sql<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>`explain (format json)
		select from people p where ${await prepareCondition(reader, filters)}`.execute(reader.query);
	return rows[0]?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? 0;
}

const iso = (column: Condition) => sql`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** One person with everything, in one round trip. 0.6 ms. Null when there is none in the reader's sight. */
export async function selectPersonFile(reader: Reader, personId: string): Promise<PersonFile | null> {
	const { rows } = await sql<PersonFile>`
		select p.person_id as "personId", p.given_name as "givenName", p.additional_name as "additionalName", p.family_name as "familyName",
			p.birth_name as "birthName", p.used_name as "usedName", p.gender, p.birth_date as "birthDate", p.birth_year as "birthYear",
			p.languages, p.basis, ${iso(sql`p.created_at`)} as "createdAt", ${iso(sql`p.updated_at`)} as "updatedAt",
			json_build_object('kind', s.kind, 'name', s.name, 'owner', s.owner, 'purpose', s.purpose,
				'obtainedAt', ${iso(sql`s.obtained_at`)}, 'expiresOn', s.expires_on) as source,
			array(select json_build_object('kind', c.kind, 'value', c.value, 'asWritten', c.as_written, 'phoneKind', c.phone_kind,
				'status', c.status, 'source', cs.name, 'createdAt', ${iso(sql`c.created_at`)})
				from contact_points c join sources cs on cs.id = c.source_id where c.person_id = p.person_id
				order by c.kind, c.status in ('wrong', 'gone'), c.created_at) as "contactPoints",
			array(select json_build_object('kind', a.kind, 'line', concat_ws(' ', nullif(a.number::text || a.suffix, ''), a.street),
				'complement', a.complement, 'postcode', a.postcode, 'place', a.place, 'country', a.country, 'asWritten', a.as_written,
				'areaName', ar.name, 'station', case when st.id is not null then json_build_object('code', st.code, 'name', st.name) end,
				'position', case when a.latitude is not null then json_build_object('latitude', a.latitude, 'longitude', a.longitude) end,
				'source', asrc.name)
				from person_addresses a join sources asrc on asrc.id = a.source_id left join areas ar on ar.id = a.area_id
				left join polling_stations st on st.id = a.station_id where a.person_id = p.person_id
				order by a.kind <> 'home', a.created_at) as addresses,
			array(select json_build_object('system', e.system, 'value', e.value, 'source', es.name)
				from external_identifiers e join sources es on es.id = e.source_id where e.person_id = p.person_id
				order by e.system, e.value) as identifiers,
			array(select json_build_object('id', t.id, 'at', ${iso(sql`t.at`)}, 'kind', t.kind, 'body', t.body, 'source', ts.name)
				from timeline_entries t left join sources ts on ts.id = t.source_id where t.person_id = p.person_id
				order by t.at desc, t.id desc limit 200) as timeline
		from people p join sources s on s.id = p.source_id where p.person_id = ${personId}::uuid`.execute(reader.query);
	return rows[0] ?? null;
}
