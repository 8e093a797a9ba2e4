/** How this room says what it knows of a person. */
import { m } from '#locales/compiled/messages.js';
import { getLocale } from '#locales/compiled/runtime.js';
import { formatDate, formatNumber } from '#ui/format.ts';
import { ageOn } from '../age.ts';
import type { Basis, Gender } from '../person.ts';
import type { PersonFile, SourceNote } from '../person-file.ts';
import type { PersonRow } from '../person-query.ts';

type Words = () => string;

export function personName({ givenName, familyName }: Pick<PersonRow, 'givenName' | 'familyName'>): string {
	return `${givenName} ${familyName}`.trim() || m.people_nameless();
}

/** A day without an hour, whatever the reader's time zone. */
export function dayWords(day: string): string {
	return formatDate(new Date(day.length === 10 ? `${day}T12:00:00Z` : day), { locale: getLocale(), timeZone: 'UTC' });
}

export function ageWords(today: string, { birthDate, birthYear }: Pick<PersonRow, 'birthDate' | 'birthYear'>): string {
	const age = ageOn(today, birthDate, birthYear);
	return age === null ? '' : m.people_age({ count: age, shown: formatNumber(age, getLocale()) });
}

export function birthWords({ birthDate, birthYear }: Pick<PersonRow, 'birthDate' | 'birthYear'>): string {
	if (birthDate) return m.people_born_on({ day: dayWords(birthDate) });
	return birthYear === null ? '' : m.people_born_in({ year: String(birthYear) });
}

export function countWords({ total, isEstimate }: { total: number; isEstimate: boolean }): string {
	const told = { count: total, shown: formatNumber(isEstimate ? Math.round(total / 1000) * 1000 : total, getLocale()) };
	return isEstimate ? m.people_count_about(told) : m.people_count(told);
}

const genders: Record<Gender, Words> = { female: m.people_female, male: m.people_male, other: m.people_other };
export const genderWords = (gender: Gender) => genders[gender]();

const bases: Record<Basis, { long: Words; short: Words }> = {
	member: { long: m.people_basis_member, short: m.people_basis_short_member },
	regular_contact: { long: m.people_basis_regular_contact, short: m.people_basis_short_regular_contact },
	consent: { long: m.people_basis_consent, short: m.people_basis_short_consent },
	public_register: { long: m.people_basis_public_register, short: m.people_basis_short_public_register },
	none: { long: m.people_basis_none, short: m.people_basis_short_none },
};
export const basisWords = (basis: Basis) => ({ long: bases[basis].long(), short: bases[basis].short() });

export function sourceWords({ kind, name, obtainedAt }: SourceNote): string {
	const day = dayWords(obtainedAt);
	if (kind === 'import') return m.people_source_import({ name, day });
	if (kind === 'form') return m.people_source_form({ name, day });
	if (kind === 'demo') return m.people_source_demo({ name, day });
	if (kind === 'field') return m.people_source_field({ day });
	if (kind === 'node') return m.people_source_node({ name, day });
	return m.people_source_typed({ day });
}

const statuses: Record<string, { words: Words; tone: 'plain' | 'leaf' | 'sun' | 'danger' }> = {
	unconfirmed: { words: m.people_status_unconfirmed, tone: 'plain' },
	confirmed: { words: m.people_status_confirmed, tone: 'leaf' },
	bouncing: { words: m.people_status_bouncing, tone: 'sun' },
	wrong: { words: m.people_status_wrong, tone: 'danger' },
	gone: { words: m.people_status_gone, tone: 'danger' },
};
export function statusWords(status: string): { words: string; tone: 'plain' | 'leaf' | 'sun' | 'danger' } {
	const known = statuses[status];
	return known ? { words: known.words(), tone: known.tone } : { words: status, tone: 'plain' };
}

const phoneKinds: Record<string, Words> = { mobile: m.people_phone_mobile, landline: m.people_phone_landline };
export const phoneKindWords = (kind: string | null) => phoneKinds[kind ?? '']?.() ?? '';

const addressKinds: Record<string, Words> = {
	home: m.people_address_home,
	mailing: m.people_address_mailing,
	work: m.people_address_work,
	registered: m.people_address_registered,
};
export const addressKindWords = (kind: string) => addressKinds[kind]?.() ?? kind;

const fields: Record<string, Words> = {
	additional_name: m.people_field_additional_name,
	address: m.people_field_address,
	birth_date: m.people_field_birth_date,
	birth_name: m.people_field_birth_name,
	birth_year: m.people_field_birth_year,
	contact_points: m.people_field_contact_points,
	family_name: m.people_field_family_name,
	gender: m.people_field_gender,
	given_name: m.people_field_given_name,
	languages: m.people_field_languages,
	used_name: m.people_field_used_name,
};

/** What happened, and what about. */
export function entryWords({ kind, body, source }: PersonFile['timeline'][number]): { title: string; detail: string } {
	const detail = source === null ? '' : m.people_file_from({ source });
	if (kind === 'imported') return { title: m.people_happened_imported(), detail };
	if (kind === 'invented') return { title: m.people_happened_invented(), detail };
	if (kind !== 'changed-by-import') return { title: m.people_happened_other(), detail };
	const changed = Array.isArray(body.changed) ? body.changed.map((name) => fields[String(name)]?.() ?? String(name)).join(', ') : '';
	return { title: m.people_happened_changed_by_import(), detail: [changed, detail].filter(Boolean).join(' · ') };
}
