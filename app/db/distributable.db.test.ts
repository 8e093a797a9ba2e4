/** The layout that lets a node grow past one machine (decision 0012), as the catalogue tells it: what could not be distributed by person is named. */
import { afterEach, expect, test } from 'vitest';
import { openTestNode } from '../../tools/test-database.ts';

const node = await openTestNode();

/** Tables with a `person_id` that stay on one machine, each with its reason. */
const STAYS: Record<string, string> = {
	accounts: 'whoever signs in is looked up by e-mail, and most people have no account',
	identifier_owners: 'keeps an identifier unique on the whole node, which a table distributed by person cannot',
};
/** Small tables that every machine has a copy of. */
const COPIED = ['sources'];

const owned = `select c.oid, c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id'
	where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')`;
/** The columns that a key or an index names, in order. */
const columnsOf = (table: string, numbers: string) =>
	`array(select a.attname::text from unnest(${numbers}::smallint[]) with ordinality as k (number, place)
		join pg_attribute a on a.attrelid = ${table} and a.attnum = k.number order by k.place)`;

async function findUndistributable(): Promise<string[]> {
	const rows = await node.sql<{ table: string; why: string }>(
		`
		with owned as (${owned}),
		keys as (select o.name, i.indexrelid::regclass::text as key, i.indisprimary, ${columnsOf('o.oid', 'i.indkey::smallint[]')} as columns
			from owned o join pg_index i on i.indrelid = o.oid and i.indisunique),
		links as (select c.conname, c.confdeltype, c.confupdtype, f.relname as from_table, t.relname as to_table,
			${columnsOf('c.conrelid', 'c.conkey')} as columns, ${columnsOf('c.confrelid', 'c.confkey')} as target
			from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
			where c.contype = 'f' and c.connamespace = 'public'::regnamespace)
		select name as table, 'has no primary key that begins with person_id' as why from owned
			where not exists (select from keys k where k.name = owned.name and k.indisprimary and k.columns[1] = 'person_id')
		union all select name, key || ' is unique without person_id' from keys where not 'person_id' = any (columns)
		union all select from_table, conname || ' leads to ' || to_table || ', not along person_id' from links
			where from_table in (select name from owned) and to_table <> all ($1)
			and coalesce(target[array_position(columns, 'person_id')], '') <> 'person_id'
		union all select from_table, conname || ' leads to the rows of a person without being one' from links
			where to_table in (select name from owned where name <> all ($2)) and from_table not in (select name from owned)
		union all select from_table, conname || ' changes or empties person_id' from links
			where 'person_id' = any (columns) and from_table <> all ($2) and (confdeltype in ('n', 'd') or confupdtype <> 'a')
		union all select tgrelid::regclass::text, 'has the trigger ' || tgname from pg_trigger join pg_class c on c.oid = tgrelid
			where not tgisinternal and c.relnamespace = 'public'::regnamespace
		order by 1, 2`,
		[COPIED, Object.keys(STAYS)],
	);
	return rows.map(({ table, why }) => `${table} ${why}`);
}

const belongsToWhatStays = (finding: string) => Object.keys(STAYS).some((table) => finding.startsWith(`${table} `));

test('every table of a person can be distributed by person', async () => {
	expect((await findUndistributable()).filter((finding) => !belongsToWhatStays(finding))).toEqual([]);
});

test('what stays on one machine has to: none of it could be distributed', async () => {
	const findings = await findUndistributable();
	for (const table of Object.keys(STAYS))
		expect(
			findings.filter((finding) => finding.startsWith(`${table} `)),
			table,
		).not.toEqual([]);
});

afterEach(() => node.sql('drop table if exists planted, planted_pages cascade; drop function if exists planted_rule cascade'));

test.each([
	['create table planted (id uuid primary key, person_id uuid not null)', 'planted has no primary key that begins with person_id'],
	[
		'create table planted (person_id uuid, id uuid, email text unique, primary key (person_id, id))',
		'planted planted_email_key is unique without person_id',
	],
	[
		'create table planted (person_id uuid, id uuid, area_id uuid references areas, primary key (person_id, id))',
		'planted planted_area_id_fkey leads to areas, not along person_id',
	],
	[
		'create table planted (person_id uuid, id uuid, friend_id uuid references people, primary key (person_id, id))',
		'planted planted_friend_id_fkey leads to people, not along person_id',
	],
	[
		'create table planted_pages (id uuid primary key, author_id uuid references people)',
		'planted_pages planted_pages_author_id_fkey leads to the rows of a person without being one',
	],
	[
		'create table planted (person_id uuid references people on update cascade, id uuid, primary key (person_id, id))',
		'planted planted_person_id_fkey changes or empties person_id',
	],
	[
		`create table planted (person_id uuid primary key);
		create function planted_rule() returns trigger language plpgsql as 'begin return new; end';
		create trigger counts before insert on planted for each row execute function planted_rule()`,
		'planted has the trigger counts',
	],
])('planted and found: %s', async (statement, finding) => {
	await node.sql(statement);
	expect((await findUndistributable()).filter((one) => one.startsWith('planted'))).toContain(finding);
});
