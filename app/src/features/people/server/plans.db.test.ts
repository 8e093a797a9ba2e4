/** The plans behind the figures in store/read-people.ts: they hold from some ten thousand people on. */
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { type AccountId, PROGRAM, type Scope } from '#server/database.ts';
import { fillWithPeople } from '../../../../../bench/many-people.ts';
import { plantAccount } from '../../../../../tools/planted-people.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import type { PersonFilters, PersonSort } from '../person-query.ts';
import { orderOf, prepareCondition } from './store/filter-people.ts';
import { refreshVisibility } from './visibility.ts';

const node = await openTestNode();
const { areaIds } = await fillWithPeople(node.database, 30_000);
const lead = await plantAccount(node.sql, 'group-lead', { kind: 'area', id: areaIds[0] as string });
await node.database.writing(PROGRAM, (writer) => refreshVisibility(writer, lead));
await node.sql('vacuum analyze');

const whole: Scope = PROGRAM;
const scoped: Scope = { kind: 'scoped', accountId: lead as AccountId };

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
test('a narrower scope begins with the people in its sight and never reads everybody', async () => {
	const plan = await explain(scoped, { text: 'martin' });
	expect(plan).toMatch(/Index Scan using people_pkey on people p[\s\S]*Index Cond: \(person_id = ANY/);
	expect(plan).not.toMatch(/Seq Scan on people/);
});

test.each(['name', '-name', 'age', '-age', 'added'] as const)('the window of 20,000 by %s skips in an index alone', async (sort) => {
	const plan = await explain(whole, {}, { sort, offset: 20_000 });
	expect(plan).toMatch(/Index Only Scan/);
	expect(plan).not.toMatch(/Sort/);
});
