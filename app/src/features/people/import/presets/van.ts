import type { Preset } from '#features/people/import/preset.ts';

/** VAN / EveryAction voter file, tab- or comma-separated; columns vary by state and by what the user ticked. */
export const van: Preset = {
	name: 'van',
	signature: [
		['voter file vanid', 'vanid', 'van id'],
		['lastname', 'last name', 'last'],
		['firstname', 'first name', 'first'],
	],
	columns: {
		identifier: ['voter file vanid', 'vanid', 'van id'],
		given: ['firstname', 'first name', 'first'],
		additional: ['middlename', 'middle name', 'middle'],
		family: ['lastname', 'last name', 'last'],
		gender: ['sex', 'gender'],
		birthDate: ['dob', 'date of birth'],
		email: ['preferredemail', 'preferred email', 'email'],
		mobile: ['cell phone', 'cellphone'],
		phone: ['pref phone', 'preferred phone', 'phone'],
		homePhone: ['home phone', 'homephone'],
		workPhone: ['work phone', 'workphone'],
		party: ['party'],
		note: ['notes'],
		stationCode: ['precinctname', 'precinct name', 'precinct'],
	},
	addressBlocks: [
		{ addressLine: ['address', 'vaddress'], postcode: ['zip5', 'vzip5', 'zip'], place: ['city', 'vcity'] },
		{ addressLine: ['maddress'], postcode: ['mzip5'], place: ['mcity'] },
	],
	basis: 'public_register',
	dateOrder: 'month-first',
	country: null,
	identifierSystem: 'van',
};
