/** Inserts many rows as one statement with one parameter per column: the plan stays prepared however many rows there are. */
import { type RawBuilder, sql } from 'kysely';
import type { Writer } from '#server/database.ts';

export type Column = {
	readonly type: 'uuid' | 'text' | 'date' | 'smallint' | 'integer' | 'timestamptz' | 'double precision' | 'jsonb';
	readonly values: readonly unknown[];
};

/** `unnest($1::uuid[], $2::text[], …) as given (person_id, kind, …)`. */
export function unnestColumns(columns: Record<string, Column>): RawBuilder<unknown> {
	const arrays = Object.values(columns).map(({ type, values }) => sql`${values as unknown[]}::${sql.raw(type)}[]`);
	return sql`unnest(${sql.join(arrays)}) as given (${sql.join(Object.keys(columns).map((name) => sql.ref(name)))})`;
}

/** `insert into table (columns) select … on conflict do nothing`; rows that are there already stay as they are. */
export async function insertColumns(writer: Writer, table: string, columns: Record<string, Column>): Promise<void> {
	if ((Object.values(columns)[0]?.values.length ?? 0) === 0) return;
	const names = sql.join(Object.keys(columns).map((name) => sql.ref(name)));
	await sql`insert into ${sql.table(table)} (${names}) select ${names} from ${unnestColumns(columns)} on conflict do nothing`.execute(
		writer.query,
	);
}
