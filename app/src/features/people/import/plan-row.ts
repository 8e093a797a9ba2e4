/** What a row will do to the base: a new person, changes to one we know, or nothing. Pure, so that a dry run and a run decide alike. */

import { foldText } from '#features/places/fold-text.ts';
import { addressMatchKey } from '#features/places/postal-address.ts';
import type { ContactPoint } from '../contact-point.ts';
import { type Basis, searchText } from '../person.ts';
import type { PersonDraft } from './person-draft.ts';

/** The fields of a person that an import fills, as the database keeps them: '' is «not known». */
export type PersonFields = {
	given_name: string;
	additional_name: string;
	family_name: string;
	birth_name: string;
	used_name: string;
	gender: string | null;
	birth_date: string | null;
	birth_year: number | null;
	languages: string[];
};

/** What the base holds on a person whom a row names. */
export type KnownPerson = PersonFields & {
	person_id: string;
	basis: Basis;
	/** `kind value`, as `contactKey` makes them. */
	contact_keys: string[];
	contact_values: string[];
	/** Match keys of the home addresses. */
	address_keys: string[];
};

export type RowPlan =
	| { kind: 'create'; fields: PersonFields; draft: PersonDraft }
	| {
			kind: 'update';
			personId: string;
			fields: PersonFields;
			changed: string[];
			newContacts: ContactPoint[];
			newAddress: boolean;
			known: KnownPerson;
			draft: PersonDraft;
	  }
	| { kind: 'unchanged'; personId: string; draft: PersonDraft }
	/** The identifier belongs to somebody else here: a register numbers its people anew each year. */
	| { kind: 'refuse'; draft: PersonDraft };

export function contactKey(kind: string, value: string): string {
	return `${kind} ${value}`;
}

/** Fields of the file win where it says something; what it leaves empty stays as it was. */
export function planRow(draft: PersonDraft, known: KnownPerson | undefined): RowPlan {
	const told = fieldsOf(draft);
	if (!known) return { kind: 'create', fields: told, draft };
	if (isSomebodyElse(told, known)) return { kind: 'refuse', draft };
	const fields = { ...told };
	const changed: string[] = [];
	for (const name of Object.keys(told) as (keyof PersonFields)[]) {
		if (isEmpty(told[name])) keep(fields, known, name);
		else if (String(told[name]) !== String(known[name])) changed.push(name);
	}
	const keys = new Set(known.contact_keys);
	const newContacts = draft.contactPoints.filter((point) => !keys.has(contactKey(point.kind, point.value)));
	const newAddress = draft.address !== null && !known.address_keys.includes(addressMatchKey(draft.address));
	if (changed.length === 0 && newContacts.length === 0 && !newAddress) return { kind: 'unchanged', personId: known.person_id, draft };
	if (newContacts.length > 0) changed.push('contact_points');
	if (newAddress) changed.push('address');
	return { kind: 'update', personId: known.person_id, fields, changed, newContacts, newAddress, known, draft };
}

/** Another birth date and another name: a typing error changes one of them, not both. */
function isSomebodyElse(told: PersonFields, known: PersonFields): boolean {
	const bothBirths = told.birth_date !== null && known.birth_date !== null;
	if (!bothBirths || told.birth_date === known.birth_date) return false;
	const names = (fields: PersonFields) => [fields.family_name, fields.birth_name, fields.used_name].filter(Boolean).map(foldText);
	const knownNames = names(known);
	return foldText(told.given_name) !== foldText(known.given_name) && !names(told).some((name) => knownNames.includes(name));
}

function fieldsOf({ names, gender, birthDate, birthYear, languages }: PersonDraft): PersonFields {
	return {
		given_name: names.given ?? '',
		additional_name: names.additional ?? '',
		family_name: names.family ?? '',
		birth_name: names.birth ?? '',
		used_name: names.used ?? '',
		gender,
		birth_date: birthDate,
		birth_year: birthYear,
		languages,
	};
}

function isEmpty(value: PersonFields[keyof PersonFields]): boolean {
	return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function keep<Name extends keyof PersonFields>(fields: PersonFields, known: PersonFields, name: Name): void {
	fields[name] = known[name];
}

/** The order of a list of people: family name, then given name, folded. */
export function sortName(fields: PersonFields): string {
	return foldText(`${fields.family_name || fields.birth_name} ${fields.given_name}`).trim();
}

/** What a search looks into, from the fields and every value that reaches the person. */
export function searchTextOf(fields: PersonFields, contactPoints: readonly ContactPoint[], knownValues: readonly string[] = []): string {
	const fresh = searchText({
		names: {
			given: fields.given_name || null,
			additional: fields.additional_name || null,
			family: fields.family_name || null,
			birth: fields.birth_name || null,
			used: fields.used_name || null,
		},
		contactPoints,
	});
	return knownValues.length === 0 ? fresh : `${fresh} ${knownValues.map(foldText).join(' ')}`;
}
