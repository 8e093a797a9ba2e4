import type { ColumnWords, Preset } from '#features/people/import/preset.ts';

function addressBlock(prefix: string): ColumnWords {
	return {
		addressLine: [`${prefix} address1`, `${prefix} address2`, `${prefix} address3`],
		postcode: [`${prefix} zip`, `${prefix} zip5`],
		place: [`${prefix} city`],
		country: [`${prefix} country code`, `${prefix} country`],
	};
}

/** NationBuilder people export. Donations are not read here: they belong to the room of funds. */
export const nationbuilder: Preset = {
	name: 'nationbuilder',
	// Its users choose the columns; its own number tells it from every other file.
	signature: [['nationbuilder id'], ['first name', 'last name', 'full name', 'name', 'legal name']],
	columns: {
		identifier: ['nationbuilder id'],
		given: ['first name'],
		additional: ['middle name'],
		family: ['last name'],
		fullName: ['full name', 'name'],
		gender: ['sex'],
		birthDate: ['born at'],
		language: ['language'],
		email: ['email', 'email1', 'email2', 'email3', 'email4'],
		mobile: ['mobile number'],
		phone: ['phone number', 'phone'],
		workPhone: ['work phone number'],
		tags: ['tag list'],
		note: ['note'],
		supportLevel: ['support level'],
		party: ['party'],
		doNotContact: ['do not contact'],
		doNotCall: ['do not call'],
		unsubscribedAt: ['unsubscribed at'],
		emailOptIn: ['email opt in'],
		mobileOptIn: ['mobile opt in'],
		mobileIsBad: ['is mobile bad'],
	},
	addressBlocks: ['primary', 'address', 'registered', 'mailing', 'user submitted', 'home', 'billing'].map(addressBlock),
	basis: 'regular_contact',
	// Exports write ISO dates; the import format that people fill by hand is American.
	dateOrder: 'month-first',
	country: null,
	identifierSystem: 'nationbuilder',
};
