/** What a column can mean. The names are also those of the mapping that an organiser corrects. */
export const personFields = [
	'given',
	'givens',
	'additional',
	'family',
	'birthName',
	'usedName',
	'fullName',
	'gender',
	'birthDate',
	'birthYear',
	'language',
	'email',
	'mobile',
	'phone',
	'homePhone',
	'workPhone',
	'identifier',
	'tags',
	'note',
	'supportLevel',
	'party',
	'doNotContact',
	'doNotCall',
	'unsubscribedAt',
	'emailOptIn',
	'mobileOptIn',
	'mobileIsBad',
	'emailStatus',
	'smsStatus',
	'addressLine',
	'houseNumber',
	'street',
	'complement',
	'locality',
	'postcode',
	'place',
	'country',
	'stationCode',
	'stationLabel',
	'communeCode',
	'communeName',
	'listType',
	'orderNumber',
] as const;
export type PersonField = (typeof personFields)[number];

const mayRepeat = new Set<PersonField>(['email', 'mobile', 'phone', 'homePhone', 'workPhone', 'addressLine', 'complement']);
/** Several columns of one file may feed this field (`email1`, `email2` …); of the others the first one found counts. */
export function mayRepeatField(field: PersonField): boolean {
	return mayRepeat.has(field);
}
