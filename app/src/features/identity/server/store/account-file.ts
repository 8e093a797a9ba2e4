/** All that is kept on the holder of an account. */
import { sql } from 'kysely';
import type { Reader, Writer } from '#server/database.ts';

export async function selectAccountFile(reader: Reader, personId: string): Promise<Record<string, unknown> | null> {
	const { rows } = await sql<{ file: Record<string, unknown> }>`
		select json_build_object(
			'email', a.email, 'name', a.display_name, 'locale', a.locale, 'theme', a.theme, 'createdAt', a.created_at, 'disabledAt', a.disabled_at,
			'roles', (select json_agg(json_build_object('role', role, 'scope', scope_kind, 'since', granted_at)) from role_grants g where g.account_id = a.id),
			'sessions', (select json_agg(json_build_object('device', device, 'began', began_at, 'seen', seen_at)) from sessions s where s.account_id = a.id),
			'passkeys', (select json_agg(json_build_object('name', name, 'since', created_at, 'used', used_at)) from passkeys p where p.account_id = a.id),
			'notices', (select json_agg(json_build_object('kind', kind, 'body', body, 'at', made_at)) from notifications n where n.account_id = a.id)
		) as file
		from accounts a where a.person_id = ${personId}::uuid`.execute(reader.query as never);
	return rows[0]?.file ?? null;
}

export async function deleteAccountOfPerson(writer: Writer, personId: string): Promise<number> {
	await writer.query
		.deleteFrom('one_time_links')
		.where('email', 'in', (eb) => eb.selectFrom('accounts').select('email').where('person_id', '=', personId))
		.execute();
	return Number((await writer.query.deleteFrom('accounts').where('person_id', '=', personId).executeTakeFirst()).numDeletedRows);
}
