import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calmNameCase, displayName, splitFullName, splitGivenNames } from './name.ts';

describe('names that shout', () => {
	test.each([
		['LECLERC', 'Leclerc'],
		['DE LA TOUR', 'De la Tour'],
		["O'BRIEN", "O'Brien"],
		["N'DIAYE", "N'Diaye"],
		['D’ARTAGNAN', 'D’Artagnan'],
		['MC DONALD', 'Mc Donald'],
		['MCDONALD', 'McDonald'],
		['LE GOFF', 'Le Goff'],
		['MÜLLER-ROTH', 'Müller-Roth'],
		['GARCIA DE LA VEGA', 'Garcia de la Vega'],
		['ÖZTÜRK', 'Öztürk'],
		['ИВАНОВ', 'Иванов'],
		['MARIE DE', 'Marie De'],
	])('%s becomes %s', (shouted, calm) => expect(calmNameCase(shouted)).toBe(calm));

	test.each(['de La Tour', 'McKenzie', 'A.', 'J', 'jean', '李小龍', ''])('%j stays as it was typed', (typed) =>
		expect(calmNameCase(typed)).toBe(typed),
	);

	test('a calm name stays calm, letters are neither lost nor added', () => {
		fc.assert(fc.property(fc.string(), (name) => calmNameCase(calmNameCase(name)) === calmNameCase(name)));
		const upper = fc.string({ unit: fc.constantFrom(...'ABCÉÈ -') });
		fc.assert(fc.property(upper, (name) => calmNameCase(name).toUpperCase() === name));
	});
});

test('given names and whole names are taken apart', () => {
	expect(splitGivenNames('Jean-Claude Pierre, Marie')).toEqual({ given: 'Jean-Claude', additional: 'Pierre Marie' });
	expect(splitGivenNames(' ')).toEqual({ given: null, additional: null });
	expect(splitFullName('Dupont, Jean')).toEqual({ given: 'Jean', family: 'Dupont' });
	expect(splitFullName('LE GOFF Anne Marie')).toEqual({ given: 'Anne Marie', family: 'LE GOFF' });
	expect(splitFullName('Jean de la Fontaine')).toEqual({ given: 'Jean', family: 'de la Fontaine' });
	expect(splitFullName('Björk')).toEqual({ given: 'Björk', family: null });
	expect(displayName({ given: null, family: 'Leclerc' })).toBe('Leclerc');
});
