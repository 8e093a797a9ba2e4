import type { Preset } from '#features/people/import/preset.ts';

/** Action Network report: its own columns begin with `can2_`. */
export const actionNetwork: Preset = {
	name: 'action-network',
	signature: [['uuid', 'can2 uuid'], ['email'], ['can2 user tags'], ['can2 subscription status'], ['can2 subscription date']],
	columns: {
		identifier: ['uuid', 'can2 uuid'],
		given: ['first name'],
		family: ['last name'],
		email: ['email'],
		phone: ['can2 phone', 'phone number'],
		language: ['language', 'can2 language'],
		tags: ['can2 user tags'],
		emailStatus: ['can2 subscription status'],
		smsStatus: ['can2 sms status'],
		addressLine: ['can2 user address', 'address'],
		postcode: ['zip code', 'can2 zip code'],
		place: ['can2 user city', 'city'],
		country: ['can2 country', 'country'],
	},
	basis: 'regular_contact',
	dateOrder: 'month-first',
	country: null,
	identifierSystem: 'action-network',
};
