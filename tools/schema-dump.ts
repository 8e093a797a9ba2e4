/**
 * Writes app/db/schema.sql and app/db/tables.ts from a database that the migrations just made.
 * `node tools/schema-dump.ts` writes them; a test compares them.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { withScratchDatabase } from './scratch-database.ts';

const root = join(import.meta.dirname, '..');
export const SCHEMA_FILE = join(root, 'app/db/schema.sql');
export const TABLES_FILE = join(root, 'app/db/tables.ts');

/** The schema as readable SQL text, ordered by name, from PostgreSQL's own definitions. */
export async function dumpSchema(connection: pg.ClientConfig): Promise<string> {
	const client = new pg.Client(connection);
	await client.connect();
	try {
		const lines = async (query: string) => (await client.query<{ line: string }>(query)).rows.map((row) => row.line);
		const tables = (
			await client.query<{ name: string }>(
				"select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r','p') order by 1",
			)
		).rows;
		const parts = ['-- Made by tools/schema-dump.ts from the migrations; edit those, then run «node tools/schema-dump.ts».'];
		for (const { name } of tables) parts.push(await describeTable(client, name));
		parts.push(
			...(await lines(
				"select 'create view ' || viewname || ' as' || definition as line from pg_views where schemaname = 'public' order by viewname",
			)),
		);
		parts.push(
			...(await lines(
				`select pg_get_functiondef(p.oid) || coalesce(e'\\n-- may execute: ' || (select string_agg(coalesce(nullif(grantee, 0)::regrole::text, 'public'), ', ' order by 1) from (select grantee from aclexplode(p.proacl)) granted where grantee <> p.proowner), '') as line
				from pg_proc p where pronamespace = 'public'::regnamespace
				and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e') order by proname`,
			)),
		);
		return `${parts.join('\n\n')}\n`;
	} finally {
		await client.end();
	}
}

async function describeTable(client: pg.Client, table: string): Promise<string> {
	const of = async (query: string) => (await client.query<{ line: string }>(query, [table])).rows.map((row) => row.line);
	const columns =
		await of(`select '\t' || a.attname || ' ' || format_type(a.atttypid, a.atttypmod) || case when a.attnotnull then ' not null' else '' end
		|| coalesce(' default ' || pg_get_expr(d.adbin, d.adrelid), '') as line
		from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
		where a.attrelid = ('public.' || $1)::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum`);
	const constraints = await of(`select '\tconstraint ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint
		where conrelid = ('public.' || $1)::regclass and contype <> 'n' order by contype <> 'p', conname`);
	const indexes = await of(`select pg_get_indexdef(indexrelid) || ';' as line from pg_index i
		where indrelid = ('public.' || $1)::regclass and not exists (select from pg_constraint where conindid = i.indexrelid and contype in ('p','u')) order by 1`);
	const walls =
		await of(`select 'alter table ' || relname || ' enable row level security;' || case when relforcerowsecurity then e'\\nalter table ' || relname || ' force row level security;' else '' end as line
		from pg_class where oid = ('public.' || $1)::regclass and relrowsecurity`);
	const policies = await of(`select format('create policy %s on %s for %s to %s%s%s;', policyname, tablename, lower(cmd),
		array_to_string(array(select case when r = (select tableowner from pg_tables t where t.schemaname = 'public' and t.tablename = $1) then 'table_owner' else r end from unnest(roles) r order by 1), ', '), ' using (' || qual || ')', ' with check (' || with_check || ')') as line
		from pg_policies where schemaname = 'public' and tablename = $1 order by policyname`);
	const grants = await of(`select format('grant %s on %s to %s;', string_agg(what, ', ' order by what), $1::text, grantee) as line from (
		select grantee, lower(privilege_type) as what from information_schema.table_privileges where table_schema = 'public' and table_name = $1 and grantee in ('groundswell_whole', 'groundswell_scoped', 'groundswell_queue')
		union all
		select grantee, lower(privilege_type) || ' (' || string_agg(column_name, ', ' order by column_name) || ')' from information_schema.column_privileges c
		where table_schema = 'public' and table_name = $1 and grantee in ('groundswell_whole', 'groundswell_scoped', 'groundswell_queue')
		and not exists (select from information_schema.table_privileges t where t.table_schema = 'public' and t.table_name = $1 and t.grantee = c.grantee and t.privilege_type = c.privilege_type)
		group by grantee, privilege_type) granted group by grantee order by grantee`);
	return [`create table ${table} (\n${[...columns, ...constraints].join(',\n')}\n);`, ...indexes, ...walls, ...policies, ...grants].join(
		'\n',
	);
}

/** The tables as TypeScript types, for Kysely. */
export function generateTables(connection: pg.ClientConfig): string {
	const out = join(tmpdir(), `groundswell-tables-${process.pid}.ts`);
	const { host, user, password, database } = connection;
	const url = `postgres://${user}:${encodeURIComponent(String(password))}@localhost/${database}?host=${encodeURIComponent(String(host))}`;
	execFileSync(
		join(root, 'node_modules/.bin/kysely-codegen'),
		[
			'--dialect',
			'postgres',
			'--url',
			url,
			'--out-file',
			out,
			'--default-schema',
			'public',
			'--date-parser',
			'string',
			'--exclude-pattern',
			'graphile_worker.*',
			'--log-level',
			'error',
		],
		{
			cwd: root,
			stdio: ['ignore', 'ignore', 'inherit'],
		},
	);
	return readFileSync(out, 'utf8');
}

if (process.argv[1] === import.meta.filename) {
	await withScratchDatabase(async (connections) => {
		writeFileSync(SCHEMA_FILE, await dumpSchema(connections.owner));
		writeFileSync(TABLES_FILE, generateTables(connections.owner));
	});
	console.log(`${SCHEMA_FILE}\n${TABLES_FILE}`);
}
