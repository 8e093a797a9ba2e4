/** The rows of person_visibility, always set by set: a whole account, or a batch of people. */
import { type RawBuilder, sql } from 'kysely';
import type { Writer } from '#server/database.ts';

/** What an account sees because somebody put it in its hands, not because of where people live. */
export type HandedReason = 'group' | 'work';

/** Who sees whom because of a grant: `role_grants` over an area and all that lie in it, and everybody their own file. */
function granted(accounts: RawBuilder<unknown>, people: RawBuilder<unknown>): RawBuilder<unknown> {
	return sql`
		select distinct a.person_id, inside.account_id, 'area' as reason
		from (
			with recursive inside as (
				select account_id, scope_id as area_id from role_grants g where g.scope_kind = 'area' and ${accounts}
				union select inside.account_id, areas.id from areas join inside on areas.parent_id = inside.area_id
			) select * from inside
		) inside join person_addresses a on a.area_id = inside.area_id where ${people}
		union all
		select a.person_id, a.id, 'own-file' from accounts a join people p on p.person_id = a.person_id
		where ${people} and exists (select from role_grants g where g.account_id = a.id and g.scope_kind = 'own-file' and ${accounts})`;
}

/** `not in` hashes what is due: with statistics older than the grant, a join compared 8,000 with 8,000 rows one by one (8 s). */
async function replaceGranted(
	writer: Writer,
	accounts: RawBuilder<unknown>,
	about: { people: RawBuilder<unknown>; stale: RawBuilder<unknown> },
) {
	await sql`with due as materialized (${granted(accounts, about.people)}),
		gone as (delete from person_visibility v where ${about.stale} and v.reason in ('area', 'own-file')
			and (v.person_id, v.account_id, v.reason) not in (select person_id, account_id, reason from due))
		insert into person_visibility (person_id, account_id, reason) select person_id, account_id, reason from due
		on conflict do nothing`.execute(writer.query);
}

/** An area of 8,000 people: 60 ms; the whole node of 100,000, area by area: 960 ms. */
export function replaceVisibilityOfAccount(writer: Writer, accountId: string): Promise<void> {
	return replaceGranted(writer, sql`g.account_id = ${accountId}::uuid`, {
		people: sql`true`,
		stale: sql`v.account_id = ${accountId}::uuid`,
	});
}

/** A batch of 1,000 people against all grants: 12 ms. */
export function replaceVisibilityOfPeople(writer: Writer, personIds: readonly string[]): Promise<void> {
	return replaceGranted(writer, sql`true`, {
		people: sql`a.person_id = any (${personIds}::uuid[])`,
		stale: sql`v.person_id = any (${personIds}::uuid[])`,
	});
}

export async function insertVisibility(
	writer: Writer,
	accountId: string,
	personIds: readonly string[],
	reason: HandedReason,
): Promise<void> {
	await sql`insert into person_visibility (person_id, account_id, reason)
		select person_id, ${accountId}::uuid, ${reason} from unnest(${personIds}::uuid[]) as given (person_id)
		on conflict do nothing`.execute(writer.query);
}

export async function deleteVisibility(
	writer: Writer,
	accountId: string,
	personIds: readonly string[],
	reason: HandedReason,
): Promise<void> {
	await sql`delete from person_visibility where account_id = ${accountId}::uuid and reason = ${reason}
		and person_id = any (${personIds}::uuid[])`.execute(writer.query);
}
