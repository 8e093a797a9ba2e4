/** Refusals and names of this room in the reader's language. */
import { m } from '#locales/compiled/messages.js';
import type { Role } from '../roles.ts';

const refusals = {
	missing: m.identity_refusal_missing,
	'too-long': m.identity_refusal_too_long,
	'not-an-email': m.identity_refusal_not_an_email,
	'too-short': m.identity_refusal_password_too_short,
	'too-common': m.identity_refusal_password_too_common,
	'is-about-you': m.identity_refusal_password_about_you,
	'wrong-password': m.identity_refusal_wrong_password,
	'wrong-code': m.identity_refusal_wrong_code,
	'email-taken': m.identity_refusal_email_taken,
	'area-missing': m.identity_refusal_area_missing,
	'not-yours-to-give': m.identity_refusal_not_yours,
	'last-administrator': m.identity_refusal_last_administrator,
	unknown: m.identity_refusal_unknown,
	wrong: m.identity_refusal_wrong,
	'link-used': m.identity_refusal_link_used,
	busy: m.identity_refusal_busy,
	'too-many': m.identity_refusal_too_many,
	'not-a-time-zone': m.node_refusal_time_zone,
	'not-a-country': m.node_refusal_country,
	'not-a-colour': m.node_refusal_colour,
	'too-pale': m.node_refusal_too_pale,
	'not-an-age': m.node_refusal_age,
};
export type RefusalCode = keyof typeof refusals;

/** Why a field or a form was refused; undefined when it was not. */
export function sayRefusal(code: string | undefined): string | undefined {
	if (code === undefined) return undefined;
	return (refusals[code as RefusalCode] ?? m.identity_refusal_missing)();
}

const roles: Record<Role, () => string> = {
	host: m.identity_role_host,
	administrator: m.identity_role_administrator,
	organiser: m.identity_role_organiser,
	'group-lead': m.identity_role_group_lead,
	volunteer: m.identity_role_volunteer,
	supporter: m.identity_role_supporter,
};

export function roleWords(role: string): string {
	return roles[role as Role]?.() ?? role;
}

const rights: Record<'administrator' | 'organiser' | 'group-lead' | 'volunteer', () => string> = {
	administrator: m.identity_rights_administrator,
	organiser: m.identity_rights_organiser,
	'group-lead': m.identity_rights_group_lead,
	volunteer: m.identity_rights_volunteer,
};

/** What a role may do, in one sentence. */
export function rightsWords(role: string): string {
	return rights[role as keyof typeof rights]?.() ?? '';
}
