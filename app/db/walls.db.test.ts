/** The walls of the database as its catalogue tells them: a table, view, function or role that is made without its wall fails here. */
import { expect, test } from 'vitest';
import { openTestNode } from '../../tools/test-database.ts';

const node = await openTestNode();
const names = async (query: string) => (await node.sql<{ name: string }>(query)).map((row) => row.name);

/** Tables with nobody in them. A new table stands behind a wall or says here, under the eyes of a reviewer, that it needs none. */
const OPEN_TABLES = [
	'addresses',
	'areas',
	'database_epochs',
	'doors',
	'map_features',
	'node_settings',
	'outbox_cursors',
	'polling_stations',
	'rate_limits',
	'schema_migrations',
	'sources',
	'station_results',
];
const DEFINERS = ['enqueue_job', 'seal_audit'];

test('every table that may hold a person has row-level security, enabled and forced, with a policy', async () => {
	const bare = await names(`select relname as name from pg_class c
		where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm', 'f')
		and not (relrowsecurity and relforcerowsecurity and exists (select from pg_policy where polrelid = c.oid)) order by 1`);
	expect(bare.filter((name) => !OPEN_TABLES.includes(name))).toEqual([]);
});

test('no open table has a column that names a person', async () => {
	const personal = await names(`select attrelid::regclass || '.' || attname as name from pg_attribute
		where attrelid in (select oid from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity)
		and attnum > 0 and attname ~ '(person|account)_id$|^(email|phone|given_name|family_name|birth_date|ip_address)$'`);
	expect(personal).toEqual([]);
});

test('no policy lets a narrower scope read without a condition', async () => {
	const open = await names(`select tablename || '.' || policyname as name from pg_policies
		where schemaname = 'public' and roles && array['groundswell_scoped', 'public']::name[] and cmd in ('SELECT', 'ALL', 'UPDATE', 'DELETE')
		and coalesce(qual, 'true') !~ 'current_account\\(\\)|visible_people\\(\\)'`);
	expect(open).toEqual([]);
});

test('views look with the eyes of whoever asks', async () => {
	const views = await names(`select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'v'
		and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false)`);
	expect(views).toEqual([]);
});

test('functions that run as their owner are listed, keep their search path and are not for everybody', async () => {
	const definers = await node.sql<{ name: string; fixed: boolean; public: boolean }>(`select proname as name,
			coalesce(array_to_string(proconfig, ' ') ~ 'search_path=.*pg_temp', false) as fixed, has_function_privilege('public', p.oid, 'execute') as public
		from pg_proc p where prosecdef and pronamespace = 'public'::regnamespace order by 1`);
	expect(definers).toEqual(DEFINERS.map((name) => ({ name, fixed: true, public: false })));
});

test('the program’s roles own nothing, bypass nothing and can become nobody else', async () => {
	const roles = "rolname like 'groundswell\\_%' and rolname not like '%owner%'";
	expect(
		await names(
			`select rolname as name from pg_roles where ${roles} and (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)`,
		),
	).toEqual([]);
	expect(
		await names(
			`select relname as name from pg_class where relowner in (select oid from pg_roles where ${roles}) and relnamespace = 'public'::regnamespace`,
		),
	).toEqual([]);
	expect(
		await names(`select r.rolname || ' in ' || m.rolname as name from pg_auth_members a join pg_roles r on r.oid = a.member
		join pg_roles m on m.oid = a.roleid where r.oid in (select oid from pg_roles where ${roles}) and m.rolname not in ('groundswell_whole', 'groundswell_scoped', 'groundswell_queue')`),
	).toEqual([]);
});

test('where a narrower scope may write, a taken key tells it nothing: keys are identifiers that nobody can guess', async () => {
	const telling = await names(`select i.indexrelid::regclass || ' on ' || i.indrelid::regclass as name from pg_index i
		join pg_class c on c.oid = i.indrelid where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
		and (has_any_column_privilege('groundswell_scoped', c.oid, 'insert')
			or exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey) and has_column_privilege('groundswell_scoped', c.oid, a.attnum, 'update')))
		and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attnum = any (i.indkey) and a.atttypid = 'uuid'::regtype and a.attname = 'id')`);
	expect(telling).toEqual([]);
});
