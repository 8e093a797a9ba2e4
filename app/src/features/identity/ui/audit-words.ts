/** The events of the audit log in the reader's language. */
import { m } from '#locales/compiled/messages.js';

const events: Record<string, () => string> = {
	'person.read': m.identity_event_person_read,
	'people.listed': m.identity_event_people_listed,
	'people.mapped': m.identity_event_people_mapped,
	'people.exported': m.identity_event_people_exported,
	'person.created': m.identity_event_person_created,
	'person.erased': m.identity_event_person_erased,
	'import.made': m.identity_event_import_made,
	'import.started': m.identity_event_import_started,
	'import.ended': m.identity_event_import_ended,
	'import.refusals-read': m.identity_event_import_refusals_read,
	'account.signed-in': m.identity_event_signed_in,
	'account.sign-in-refused': m.identity_event_sign_in_refused,
	'account.signed-out': m.identity_event_signed_out,
	'account.invited': m.identity_event_invited,
	'account.created': m.identity_event_account_created,
	'account.disabled': m.identity_event_account_disabled,
	'account.role-changed': m.identity_event_role_changed,
	'account.second-factor-set': m.identity_event_factor_set,
	'account.second-factor-recovered': m.identity_event_factor_recovered,
	'node.set-up': m.identity_event_set_up,
	'node.settings-changed': m.identity_event_settings_changed,
	'node.backup-made': m.identity_event_backup_made,
	'node.restored': m.identity_event_restored,
	'mails.read': m.identity_event_mails_read,
	'audit.read': m.identity_event_audit_read,
};

/** The event's own name for one that this program does not know (any more). */
export function eventWords(event: string): string {
	return events[event]?.() ?? event;
}

/** `{ filters: ['text'], count: 3 }` → «filters: text · count: 3»; empty lists and objects are left out. */
export function detailWords(detail: Record<string, unknown>): string {
	return Object.entries(detail)
		.map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : String(value)] as const)
		.filter(([, value]) => value !== '')
		.map((parts) => parts.join(': '))
		.join(' · ');
}
