/** Filters as conditions on `people p`, the same for the list, its count and the map. */
import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '#server/database.ts';
import { namesOfFilters, type PersonFilters, type PersonSort } from '../../person-query.ts';
import { type PersonSearch, readSearch } from '../../search.ts';

export type Condition = RawBuilder<unknown>;

/** How many people the reader may see: a scope of `few` is read person by person, `many` by looking at everybody through the wall. */
export type Sight = 'everybody' | 'few' | 'many';

/** Reading 2,000 people by their keys takes as long as looking at 100,000 through the wall. */
const FEW = 2000;

/**
 * Also asks, for the rest of the transaction, for plans made for the very values: a plan for any values takes an area for a
 * tenth of the people and joined 100,000 rows one by one (260 ms instead of 12).
 */
export async function prepareSight(reader: Reader): Promise<Sight> {
	const isWhole = seesEverybody(reader);
	const seen = sql`select from person_visibility where account_id = current_account() limit ${isWhole ? 0 : FEW + 1}`;
	const { rows } = await sql<{ seen: number }>`select set_config('plan_cache_mode', 'force_custom_plan', true),
		(select count(*)::integer from (${seen}) v) as seen`.execute(reader.query);
	if (isWhole) return 'everybody';
	return (rows[0]?.seen ?? 0) > FEW ? 'many' : 'few';
}

export function seesEverybody({ scope }: Reader): boolean {
	return scope.kind === 'whole' || scope.kind === 'program';
}

/** The wall says the same; this is an index condition, where the wall is only a filter. */
export function isInSight(sight: Sight, personId: Condition): Condition {
	return sight === 'few' ? sql`${personId} = any ((select visible_people())::uuid[])` : sql`true`;
}

/** Text that holds nothing to look for is no filter. `comparesMany`: the condition is asked of row after row, not of an index. */
export async function prepareCondition(reader: Reader, filters: PersonFilters, comparesMany = false): Promise<Condition> {
	if (seesEverybody(reader) && namesOfFilters(filters).length === 0) return sql`true`;
	const sight = await prepareSight(reader);
	const areaIds = filters.areaId === undefined ? [] : await selectAreasUnder(reader, filters.areaId);
	return sql`${isInSight(sight, sql`p.person_id`)} and ${conditionOf(filters, areaIds, comparesMany && sight === 'everybody' ? 'many' : sight)}`;
}

/** The area and all that lie in it. */
async function selectAreasUnder(reader: Reader, areaId: string): Promise<string[]> {
	const { rows } = await sql<{ id: string }>`with recursive inside as (
			select ${areaId}::uuid as id union select areas.id from areas join inside on areas.parent_id = inside.id
		) select id from inside`.execute(reader.query);
	return rows.map(({ id }) => id);
}

function conditionOf(filters: PersonFilters, areaIds: string[], sight: Sight): Condition {
	const parts: Condition[] = [];
	const search = filters.text === undefined ? null : readSearch(filters.text);
	if (search) parts.push(isFound(search, sight));
	if (filters.areaId !== undefined) parts.push(hasAddress(sql`a.area_id = any (${areaIds}::uuid[])`));
	if (filters.stationId !== undefined) parts.push(hasAddress(sql`a.station_id = ${filters.stationId}::uuid`));
	if (filters.ageFrom !== undefined)
		parts.push(sql`p.born_by <= (current_date - make_interval(years => ${filters.ageFrom}::integer))::date`);
	if (filters.ageTo !== undefined)
		parts.push(sql`p.born_by > (current_date - make_interval(years => ${filters.ageTo + 1}::integer))::date`);
	return parts.length === 0 ? sql`true` : sql.join(parts, sql` and `);
}

function hasAddress(condition: Condition): Condition {
	return sql`exists (select from person_addresses a where a.person_id = p.person_id and ${condition})`;
}

/** `^@` (begins with) is leakproof, unlike `like`, so that it can be an index condition behind the wall. */
function isFound({ words, identifier }: PersonSearch, sight: Sight): Condition {
	const everyWord = sql.join(words.map(isWordFound), sql` and `);
	if (identifier === null) return everyWord;
	const bearers = sql`select e.person_id from external_identifiers e where e.value ^@ ${identifier} and ${isInSight(sight, sql`e.person_id`)}`;
	// Two indexes, one answer; behind the wall the words have no index, and everybody is looked at once.
	if (sight === 'everybody') return sql`p.person_id in (select p.person_id from people p where ${everyWord} union all ${bearers})`;
	return sql`(${everyWord} or p.person_id in (${bearers}))`;
}

/** Three letters are found anywhere; one or two only where a word begins, which the trigram index knows as well. */
function isWordFound(word: string): Condition {
	if ([...word].length >= 3) return sql`p.search_text like ${`%${word}%`}`;
	return sql`(p.search_text like ${`${word}%`} or p.search_text like ${`% ${word}%`})`;
}

/**
 * Whatever letter is wrong, one half of the word is as it should be, unless the two letters in the middle are swapped. Every
 * text that `isFoundWithOneTypo` takes passes; few others do.
 */
export function mayHoldTypo(word: string): Condition {
	const letters = [...word];
	if (letters.length < 4) return sql`p.search_text like ${`%${word}%`}`;
	const middle = Math.floor(letters.length / 2);
	const [first, second] = [letters.slice(0, middle), letters.slice(middle)];
	const swapped = [...first.slice(0, -1), second[0], first.at(-1), ...second.slice(1)];
	const parts = [first, second, swapped].map((part) => sql`p.search_text like ${`%${part.join('')}%`}`);
	return sql`(${sql.join(parts, sql` or `)})`;
}

/** How well a person fits: two for a whole word, one for the beginning of a word. */
export function rankOf({ words }: PersonSearch): Condition {
	return sql.join(
		words.map(
			(word) => sql`(' ' || p.search_text || ' ' like ${`% ${word} %`})::integer + (' ' || p.search_text like ${`% ${word}%`})::integer`,
		),
		sql` + `,
	);
}

const orders: Record<PersonSort, Condition> = {
	name: sql`p.sort_name, p.person_id`,
	'-name': sql`p.sort_name desc, p.person_id desc`,
	age: sql`p.born_by desc nulls last, p.person_id`,
	'-age': sql`p.born_by, p.person_id`,
	// UUIDv7 begin with the time.
	added: sql`p.person_id desc`,
};

export function orderOf(sort: PersonSort): Condition {
	return orders[sort];
}
