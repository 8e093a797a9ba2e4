import type { ContactPoint } from '#features/people/contact-point.ts';
import type { PersonNames } from '#features/people/name.ts';
import type { Basis, Gender } from '#features/people/person.ts';
import type { PostalAddress } from '#features/places/postal-address.ts';
import type { PersonField } from './person-field.ts';

export const problemKinds = [
	'bad-email',
	'impossible-birth-date',
	'impossible-phone',
	'unassigned-phone',
	'formula-in-cell',
	'unreadable-characters',
	'unknown-gender',
	'unknown-country',
	'unknown-support-level',
	'value-too-long',
] as const;
export type ProblemKind = (typeof problemKinds)[number];
/** Something in the row that was left out or deserves a look; the row itself is taken. */
export interface Problem {
	kind: ProblemKind;
	field: PersonField;
	value: string;
}

export const rowRefusals = ['nobody-in-row', 'wrong-cell-count', 'shifted-row', 'identifier-of-another'] as const;
export type RowRefusal = (typeof rowRefusals)[number];

/** `system`: `reu-fr`, `nationbuilder`, `van`, `action-network` …; written `[system]:[id]` as OSDI does. */
export interface ExternalIdentifier {
	system: string;
	value: string;
}

export interface StationDraft {
	code: string;
	label: string | null;
	/** INSEE code of the commune that the code belongs to. */
	communeCode: string | null;
	/** Its name as the file writes it: some files give several communes one code. */
	communeName: string | null;
}

export const contactChannels = ['email', 'phone', 'sms', 'any'] as const;
export type ContactChannel = (typeof contactChannels)[number];

/** What one row of a file says about one person, in the words of this project. */
export interface PersonDraft {
	line: number;
	names: PersonNames;
	gender: Gender | null;
	/** `YYYY-MM-DD`; null when only the year is known. */
	birthDate: string | null;
	birthYear: number | null;
	/** BCP 47. */
	languages: string[];
	contactPoints: ContactPoint[];
	address: PostalAddress | null;
	pollingStation: StationDraft | null;
	identifiers: ExternalIdentifier[];
	basis: Basis;
	/** Written only where the person's basis allows it (`allowsOpinions`). */
	opinions: { supportLevel: number | null; party: string | null } | null;
	/** Channels on which the file says that this person may not be contacted. */
	objections: ContactChannel[];
	/** Channels that the file says the person agreed to: a hint, no proof of consent. */
	optIns: ContactChannel[];
	tags: string[];
	note: string | null;
	problems: Problem[];
}

export type RowOutcome =
	| { draft: PersonDraft; refused: null }
	| { draft: null; refused: { line: number; reason: RowRefusal; cells: string[] } };
