import { foldText } from '#features/places/fold-text.ts';
import type { ContactPoint } from './contact-point.ts';
import type { PersonNames } from './name.ts';

export type PersonId = string & { readonly brand: 'PersonId' };

/** As told, never guessed. */
export const genders = ['female', 'male', 'other'] as const;
export type Gender = (typeof genders)[number];

/** Why the law allows to hold this person's data. */
export const bases = ['member', 'regular_contact', 'consent', 'public_register', 'none'] as const;
export type Basis = (typeof bases)[number];

/** Political opinions (GDPR article 9) may be written only about people who chose a relation with the movement. */
export function allowsOpinions(basis: Basis): boolean {
	return basis === 'member' || basis === 'regular_contact' || basis === 'consent';
}

/**
 * What a search looks into: every word of the names once, e-mail addresses, phones as dialled at home and abroad; folded.
 * A query folded by `foldText` finds it by substring.
 */
export function searchText(person: { names: PersonNames; contactPoints: readonly ContactPoint[] }): string {
	const { given, additional, family, birth, used } = person.names;
	let text = '';
	for (const name of [given, additional, family, birth, used]) if (name !== null) text += ` ${name}`;
	const words = new Set(foldText(text).split(' '));
	for (const point of person.contactPoints) {
		words.add(foldText(point.value));
		if (point.kind === 'phone') words.add(point.national);
	}
	words.delete('');
	return [...words].join(' ');
}
