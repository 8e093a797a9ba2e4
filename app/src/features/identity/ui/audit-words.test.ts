import { expect, it } from 'vitest';
import { detailWords, eventWords } from './audit-words.ts';

it('says what happened, and shows the name of what it does not know', () => {
	expect(eventWords('people.listed')).toBe('listed people');
	expect(eventWords('moon.landed')).toBe('moon.landed');
});

it('writes details on one line and leaves out what is empty', () => {
	expect(detailWords({ filters: ['text', 'ageFrom'], count: 3 })).toBe('filters: text, ageFrom · count: 3');
	expect(detailWords({ filters: [] })).toBe('');
});
