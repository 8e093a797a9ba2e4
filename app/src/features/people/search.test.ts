import { expect, test } from 'vitest';
import { isFoundWithOneTypo, isOneTypoAway, readSearch } from './search.ts';

test.each([
	['Lefèvre  Zoé', ['lefevre', 'zoe'], null],
	['06 29 90 82 00', ['0629908200'], null],
	['+33 (0)6 29.90.82.00', ['33629908200'], null],
	['0033629', ['33629'], '0033629'],
	['lea.martin@example.org', ['lea', 'martin', 'example', 'org'], null],
	['VOT1000', ['vot1000'], 'VOT1000'],
	['O’Brien o brien', ['o', 'brien'], null],
])('«%s» looks for %j', (text, words, identifier) => {
	expect(readSearch(text)).toEqual({ words, identifier });
});

test('nothing typed is no search', () => {
	expect(readSearch(' %_- ')).toBeNull();
	expect(readSearch('')).toBeNull();
});

test.each([
	['leclrec', 'leclerc'],
	['martn', 'martin'],
	['marttin', 'martin'],
	['mardin', 'martin'],
	['marti', 'martinez'],
	['duarnd', 'durand'],
])('%s is one typo from the beginning of %s', (typed, meant) => {
	expect(isOneTypoAway(typed, meant)).toBe(true);
});

test.each([
	['xartin', 'martin'],
	['mrt', 'mart'],
	['mradni', 'martin'],
	['lopez', 'martin'],
])('%s is no typo of %s', (typed, meant) => {
	expect(isOneTypoAway(typed, meant)).toBe(false);
});

test('one typo is forgiven in a search, not two', () => {
	expect(isFoundWithOneTypo(['zoe', 'leclrec'], 'zoe leclerc zoe example org')).toBe(true);
	expect(isFoundWithOneTypo(['cmaille', 'leclrec'], 'camille leclerc')).toBe(false);
});
