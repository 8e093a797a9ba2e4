import { expect, test } from 'vitest';
import { foldText } from '#features/places/fold-text.ts';
import { allowsOpinions, bases, searchText } from './person.ts';

test('opinions are written only about people who chose a relation', () => {
	expect(bases.filter(allowsOpinions)).toEqual(['member', 'regular_contact', 'consent']);
});

test('a search finds names, e-mail and phone, and holds every word once', () => {
	const text = searchText({
		names: { given: 'Anne-Sophie', additional: null, family: 'Lefèvre', birth: 'Œuvrard', used: 'Lefèvre' },
		contactPoints: [
			{ kind: 'email', value: 'anne@exemple.fr', raw: '', status: 'unconfirmed' },
			{ kind: 'phone', value: '+33629908200', national: '0629908200', phoneKind: 'mobile', raw: '', status: 'unconfirmed' },
		],
	});
	expect(text).toBe('anne sophie lefevre oeuvrard anne exemple fr 33629908200 0629908200');
	for (const query of ['LEFÈVRE', 'oeuvrard', 'anne@exemple', '06 29'.replace(' ', '')]) expect(text).toContain(foldText(query));
});
