/** Hands out, and takes away, everything that this room holds on one person. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/database.ts';
import type { PersonFile } from '../person-file.ts';
import { selectPersonFile } from './store/read-people.ts';

export const eraser = {
	room: 'people',
	tables: [
		'people',
		'contact_points',
		'person_addresses',
		'external_identifiers',
		'identifier_owners',
		'timeline_entries',
		'person_visibility',
		'import_refusals',
	],
	/** Null when the reader sees no such person. Rows of files that were refused belong to nobody yet, so they are in nobody's file. */
	async export(reader: Reader, personId: string): Promise<PersonFile | null> {
		const file = await selectPersonFile(reader, personId);
		if (file) reader.trace({ event: 'people.exported', personIds: [personId], detail: { count: 1, format: 'json' } });
		return file;
	},
	/** How many rows went. Erasing somebody who is not there is no fault, so that it can be repeated. */
	async erase(writer: Writer, personId: string): Promise<number> {
		const { rows } = await sql<{ count: number }>`
			with reached as materialized (
				select value as cell from contact_points where person_id = ${personId}::uuid
				union select as_written from contact_points where person_id = ${personId}::uuid
				union select value from external_identifiers where person_id = ${personId}::uuid),
			refused as (delete from import_refusals where cells && (select array(select cell from reached)) returning 1),
			owned as (delete from identifier_owners where person_id = ${personId}::uuid returning 1),
			seen as (delete from person_visibility where person_id = ${personId}::uuid returning 1),
			told as (delete from timeline_entries where person_id = ${personId}::uuid returning 1),
			named as (delete from external_identifiers where person_id = ${personId}::uuid returning 1),
			placed as (delete from person_addresses where person_id = ${personId}::uuid returning 1),
			called as (delete from contact_points where person_id = ${personId}::uuid returning 1)
			select ((select count(*) from refused) + (select count(*) from owned) + (select count(*) from seen) + (select count(*) from told)
				+ (select count(*) from named) + (select count(*) from placed) + (select count(*) from called))::integer as count`.execute(
			writer.query,
		);
		const { numAffectedRows } = await sql`delete from people where person_id = ${personId}::uuid`.execute(writer.query);
		const erased = (rows[0]?.count ?? 0) + Number(numAffectedRows ?? 0);
		if (erased > 0) writer.trace({ event: 'person.erased', personIds: [personId], detail: { tables: eraser.tables.length } });
		return erased;
	},
};
