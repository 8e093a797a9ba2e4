/** The audit log's catalogue and its writer. An event that is not listed does not compile. */
import type pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import type { Scope } from './scope.ts';

/** What is logged, with the shape of its detail. Details hold identifiers and counts, never what people are or think. */
export type AuditCatalogue = {
	'person.read': Record<string, never>;
	'people.listed': { filters: string[] };
	'people.mapped': { count: number };
	'people.exported': { count: number; format: string };
	'person.created': { source: string };
	'person.erased': { tables: number };
	'import.made': { importId: string };
	'import.started': { importId: string };
	'import.ended': { importId: string; created: number; updated: number; refused: number };
	'import.refusals-read': { importId: string };
	'account.signed-in': { method: string };
	'account.sign-in-refused': { method: string };
	'account.signed-out': { sessions: number };
	'account.invited': { role: string };
	'account.created': { role: string };
	'account.disabled': { accountId: string };
	'account.role-changed': { accountId: string; role: string };
	'account.second-factor-set': { method: string };
	'account.second-factor-recovered': { accountId: string };
	'node.set-up': Record<string, never>;
	'node.settings-changed': { fields: string[] };
	'node.backup-made': { bytes: number };
	'node.restored': { from: string };
	'mails.read': { count: number };
	'audit.read': { count: number };
};

export type AuditEntry = {
	[E in keyof AuditCatalogue]: {
		readonly event: E;
		readonly personIds?: readonly string[];
		readonly detail: AuditCatalogue[E];
		readonly accountId?: string;
	};
}[keyof AuditCatalogue];

/** One statement for all entries of a transaction, so that a trace costs one round trip. */
export async function writeAudit(client: pg.ClientBase, scope: Scope, entries: readonly AuditEntry[]): Promise<void> {
	if (entries.length === 0) return;
	const own = 'accountId' in scope ? scope.accountId : null;
	await client.query({
		name: 'write-audit',
		text: `insert into audit_entries (id, account_id, event, person_ids, detail)
			select id, account_id, event, array(select jsonb_array_elements_text(people)::uuid), detail
			from jsonb_to_recordset($1::jsonb) as entry (id uuid, account_id uuid, event text, people jsonb, detail jsonb)`,
		values: [
			JSON.stringify(
				entries.map((entry) => ({
					id: uuidv7(),
					account_id: own ?? entry.accountId ?? null,
					event: entry.event,
					people: entry.personIds ?? [],
					detail: entry.detail,
				})),
			),
		],
	});
}
