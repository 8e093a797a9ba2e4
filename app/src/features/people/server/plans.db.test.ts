/** The plans behind the figures in store/read-people.ts: they hold from some ten thousand people on. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type AccountId, PROGRAM, type Scope } from '#server/database.ts';
import { fillWithPeople } from '../../../../../bench/many-people.ts';
import { plantAccount } from '../../../../../tools/planted-people.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import type { PersonFilters, PersonQuery, PersonSort } from '../person-query.ts';
import { isFoundWithOneTypo } from '../search.ts';
import { listPeople } from './queries.ts';
import { mayHoldTypo, orderOf, prepareCondition } from './store/filter-people.ts';
import { refreshVisibility, showPeople } from './visibility.ts';

const node = await openTestNode();
const { areaIds } = await fillWithPeople(node.database, 30_000);
const lead = await plantAccount(node.sql, 'group-lead', { kind: 'area', id: areaIds[0] as string });
await node.database.writing(PROGRAM, (writer) => refreshVisibility(writer, lead));
const volunteer = await plantAccount(node.sql, 'volunteer', { kind: 'work' });
const inHand = await node.sql<{ id: string }>('select person_id as id from people order by md5(person_id::text) limit 100');
await node.database.writing(PROGRAM, (writer) =>
	showPeople(
		writer,
		volunteer,
		inHand.map(({ id }) => id),
		'work',
	),
);
await node.sql('vacuum analyze');

const whole: Scope = PROGRAM;
const scoped = (accountId: string): Scope => ({ kind: 'scoped', accountId: accountId as AccountId });

function explain(scope: Scope, filters: PersonFilters, window?: { sort: PersonSort; offset: number }): Promise<string> {
	return node.database.reading(scope, async (reader) => {
		const condition = await prepareCondition(reader, filters);
		const order = window ? sql`order by ${orderOf(window.sort)} offset ${window.offset} limit 50` : sql``;
		const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select p.person_id from people p where ${condition} ${order}`.execute(
			reader.query,
		);
		return rows.map((row) => row['QUERY PLAN']).join('\n');
	});
}

test.each(['martin', 'lefevre zoe', '0629'])('a search for «%s» in the whole node uses the trigram index', async (text) => {
	expect(await explain(whole, { text })).toMatch(/Bitmap Index Scan on people_by_search_text/);
});

// `like` is not leakproof, so behind a wall no index may see it; the few people in sight are read by key and compared.
test('a small scope begins with the people in its sight and never reads everybody', async () => {
	for (const filters of [{}, { text: 'martin' }, { text: 'VOT1000' }, { areaId: areaIds[0] }, { ageFrom: 30 }]) {
		const plan = await explain(scoped(volunteer), filters);
		expect(plan).toMatch(/Scan using people_pkey on people p[\s\S]*Index Cond: \(person_id = ANY/);
		expect(plan).not.toMatch(/Seq Scan on (people|external_identifiers)/);
	}
});

test('a large scope looks at everybody through one hash of its sight, not by a probe for each', async () => {
	const plan = await explain(scoped(lead), { text: 'martin' });
	// PostgreSQL 17 and newer name the condition as well.
	expect(plan).toMatch(/on people p[\s\S]*\(hashed SubPlan/);
	expect(plan).not.toMatch(/EXISTS/);
});

test('a large scope counts and finds the same as its area does in the whole node', async () => {
	const listed = (scope: Scope, query: PersonQuery) => node.database.reading(scope, (reader) => listPeople(reader, query));
	for (const query of [{}, { text: 'martin' }, { text: 'VOT1000' }, { text: 'm' }, { ageFrom: 30, ageTo: 40 }]) {
		const [seen, all] = [await listed(scoped(lead), query), await listed(whole, { ...query, areaId: areaIds[0] })];
		expect(seen.total).toBe(all.total);
		expect(seen.rows).toEqual(all.rows);
	}
	const { total } = await listed(scoped(volunteer), {});
	expect(total).toBe(100);
});

test.each(['lefevre', 'martin', 'nguyen', 'belanvier', 'omar', 'grandjean'])(
	'no typo in «%s» is lost to the cheap look before the dear one',
	async (word) => {
		const typos = [...word].slice(1).flatMap((letter, before) => {
			const [start, end] = [word.slice(0, before + 1), word.slice(before + 2)];
			return [`${start}${end}`, `${start}q${end}`, `${start}q${letter}${end}`, `${start}${end.slice(0, 1)}${letter}${end.slice(1)}`];
		});
		const forgiven = typos.filter((typo) => isFoundWithOneTypo([typo], word));
		expect(forgiven.length).toBeGreaterThan(2 * word.length);
		await node.database.reading(PROGRAM, async (reader) => {
			for (const typo of forgiven) {
				const { rows } = await sql`select from (values (${word}::text)) p (search_text) where ${mayHoldTypo(typo)}`.execute(reader.query);
				expect(rows, typo).toHaveLength(1);
			}
		});
	},
);

test('one typo is forgiven behind the wall as well', async () => {
	const similar = (scope: Scope) => node.database.reading(scope, (reader) => listPeople(reader, { text: 'lefevrf zoe' }));
	const [all, seen] = [await similar(whole), await similar(scoped(lead))];
	expect(seen).toMatchObject({ spelling: 'similar' });
	expect(seen.rows.length).toBeGreaterThan(0);
	expect(seen.rows.length).toBeLessThan(all.rows.length);
	for (const row of seen.rows) expect(all.rows.map(({ personId }) => personId)).toContain(row.personId);
});

test('a word that most people have is walked by name, and its count called an estimate', async () => {
	const [exact] = await node.sql<{ count: number }>("select count(*)::integer as count from people where search_text like '%example%'");
	const windows = [0, 100].map((offset) =>
		node.database.reading(whole, (reader) => listPeople(reader, { text: 'example', sort: 'name', offset, limit: 100 })),
	);
	const [first, second] = await Promise.all(windows);
	expect(first?.isEstimate).toBe(true);
	expect(Math.abs((first?.total ?? 0) / (exact?.count ?? 1) - 1)).toBeLessThan(0.1);
	const names = await node.sql<{ id: string }>(
		"select person_id as id from people where search_text like '%example%' order by sort_name, person_id limit 200",
	);
	expect([...(first?.rows ?? []), ...(second?.rows ?? [])].map(({ personId }) => personId)).toEqual(names.map(({ id }) => id));
});

test.each(['name', '-name', 'age', '-age', 'added'] as const)('the window of 20,000 by %s skips in an index alone', async (sort) => {
	const plan = await explain(whole, {}, { sort, offset: 20_000 });
	expect(plan).toMatch(/Index Only Scan/);
	expect(plan).not.toMatch(/Sort/);
});
