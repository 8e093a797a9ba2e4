/** Whom the base knows already among the rows of a batch: by external identifier. */
import { sql } from 'kysely';
import type { Reader } from '#server/database.ts';
import type { PersonDraft } from '../../import/person-draft.ts';
import type { KnownPerson } from '../../import/plan-row.ts';

export function identifierKey(system: string, value: string): string {
	return `${system}:${value}`;
}

/** People by `system:value`. Three look-ups by key, whatever the size of the base. */
export async function findKnownPeople(reader: Reader, drafts: readonly PersonDraft[]): Promise<Map<string, KnownPerson>> {
	const wanted = drafts.flatMap((draft) => draft.identifiers);
	if (wanted.length === 0) return new Map();
	const { rows } = await sql<KnownPerson & { system: string; value: string }>`
		select o.system, o.value, p.person_id, p.basis, p.given_name, p.additional_name, p.family_name, p.birth_name, p.used_name,
			p.gender, p.birth_date, p.birth_year, p.languages,
			array(select c.kind || ' ' || c.value from contact_points c where c.person_id = p.person_id) as contact_keys,
			array(select c.value from contact_points c where c.person_id = p.person_id) as contact_values,
			array(select a.match_key from person_addresses a where a.person_id = p.person_id and a.kind = 'home') as address_keys
		from unnest(${wanted.map((identifier) => identifier.system)}::text[], ${wanted.map((identifier) => identifier.value)}::text[]) as wanted (system, value)
		join identifier_owners o on o.system = wanted.system and o.value = wanted.value
		join people p on p.person_id = o.person_id`.execute(reader.query);
	return new Map(rows.map((row) => [identifierKey(row.system, row.value), row]));
}
