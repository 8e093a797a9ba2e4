/**
 * The database roles. Policies name groups, which no one logs in as; each database has its own logins in them, so that
 * two nodes on one server do not share passwords. None of them owns anything; none bypasses row-level security.
 */
import pg from 'pg';
import { HostError } from '../config.ts';
import type { Secrets } from '../data-folder.ts';

/** whole: the whole node. scoped: narrower scopes and nobody. queue: the worker's job tables. */
export const PARTS = ['whole', 'scoped', 'queue'] as const;
export type Part = (typeof PARTS)[number];

export function groupOf(part: Part): string {
	return `groundswell_${part}`;
}

/** PostgreSQL cuts names at 63 bytes. */
export function loginOf(part: Part, loginSuffix: string): string {
	return `${groupOf(part)}_${loginSuffix}`.slice(0, 63);
}

/** Makes groups and logins, or sets the logins' passwords when they exist. `client` may create roles. */
export async function ensureRoles(client: pg.Client, loginSuffix: string, secrets: Secrets): Promise<void> {
	const settle = async (statement: string) => {
		try {
			await client.query(statement);
		} catch (fault) {
			const { code } = fault as { code?: string };
			if (code === '42501') {
				throw new HostError(
					'The user of DATABASE_URL may not create roles, which keep the walls of the database up: run «alter role … createrole» for it as a superuser.',
					77,
				);
			}
			// Another start made it first.
			if (code !== '42710' && code !== '23505') throw fault;
		}
	};
	await client.query('select pg_advisory_lock(hashtext($1))', ['groundswell roles']);
	try {
		const { rows } = await client.query<{ rolname: string }>("select rolname from pg_roles where rolname like 'groundswell\\_%'");
		const existing = new Set(rows.map((row) => row.rolname));
		for (const part of PARTS) {
			const [group, login] = [groupOf(part), loginOf(part, loginSuffix)];
			if (!existing.has(group)) await settle(`create role ${pg.escapeIdentifier(group)} nologin nobypassrls`);
			const password = pg.escapeLiteral(secrets[part]);
			if (!existing.has(login))
				await settle(`create role ${pg.escapeIdentifier(login)} login nobypassrls in role ${pg.escapeIdentifier(group)}`);
			await settle(`alter role ${pg.escapeIdentifier(login)} password ${password}`);
		}
	} finally {
		await client.query('select pg_advisory_unlock(hashtext($1))', ['groundswell roles']);
	}
}
