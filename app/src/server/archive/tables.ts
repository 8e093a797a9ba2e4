/** The tables that an archive holds: all of ours, in an order in which rows can refer to what is already there. */
import type pg from 'pg';
import { groupOf } from '../postgres/roles.ts';

export type ArchivedTable = { name: string; columns: string[] };

/** Belongs to migrations, which make it anew. */
const LEFT_OUT = ['schema_migrations'];

type CatalogueRow = { name: string; columns: string[]; refers_to: string[]; is_readable: boolean };

/**
 * Every table of the public schema, those referred to first.
 * @throws when the role of the whole node cannot read all rows of one: an archive never leaves rows out silently.
 */
export async function listTables(client: pg.ClientBase): Promise<ArchivedTable[]> {
	const { rows } = await client.query<CatalogueRow>(
		`select c.relname as name,
			array(select a.attname::text from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
			array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
				where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid and not f.condeferred) as refers_to,
			has_table_privilege($1, c.oid, 'select') and (not c.relrowsecurity or (
				exists (select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('*', 'r')
					and p.polroles @> array[to_regrole($1)::oid] and pg_get_expr(p.polqual, p.polrelid) = 'true')
				and not exists (select from pg_policy p where p.polrelid = c.oid and not p.polpermissive))) as is_readable
		from pg_class c
		where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> all ($2)
		order by c.relname`,
		[groupOf('whole'), LEFT_OUT],
	);
	const closed = rows.filter((row) => !row.is_readable).map((row) => row.name);
	if (closed.length > 0) throw new Error(`no role may read all rows of ${closed.join(', ')}, so that they cannot be archived`);
	return orderByReference(rows);
}

/** Repeatedly takes what refers to nothing that is still missing. Pure. */
export function orderByReference(rows: readonly { name: string; columns: string[]; refers_to: string[] }[]): ArchivedTable[] {
	const ordered: ArchivedTable[] = [];
	const done = new Set<string>();
	for (let left = [...rows]; left.length > 0; ) {
		const ready = left.filter((row) => row.refers_to.every((name) => done.has(name)));
		if (ready.length === 0) throw new Error(`these tables refer to each other in a circle: ${left.map((row) => row.name).join(', ')}`);
		for (const { name, columns } of ready) {
			ordered.push({ name, columns });
			done.add(name);
		}
		left = left.filter((row) => !done.has(row.name));
	}
	return ordered;
}
