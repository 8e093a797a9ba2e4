import { expect, test } from 'vitest';
import { ageOn } from './age.ts';
import { namesOfFilters, readPersonQuery, writePersonQuery } from './person-query.ts';

test('an address is read back as it was written', () => {
	const query = {
		text: 'zoé',
		areaId: '0192f0c0-0000-7000-8000-000000000001',
		ageFrom: 18,
		ageTo: 25,
		sort: '-age',
		offset: 50,
		limit: 50,
	} as const;
	expect(readPersonQuery(writePersonQuery(query))).toEqual(query);
	expect(namesOfFilters(query)).toEqual(['text', 'areaId', 'ageFrom', 'ageTo']);
});

test('what makes no sense is left out', () => {
	expect(readPersonQuery(new URLSearchParams('q=%20&areaId=1;drop&ageFrom=-3&ageTo=x&sort=shoe&offset=1e9&limit=0&other=1'))).toEqual({});
});

test.each([
	['2026-11-22', '2000-11-22', 2000, 26],
	['2026-11-22', '2000-11-23', 2000, 25],
	['2026-11-22', null, 2000, 25],
	['2026-12-31', null, 2000, 26],
	['2026-11-22', null, null, null],
])('on %s, born %s (%s): %s', (today, date, year, age) => {
	expect(ageOn(today, date, year)).toBe(age);
});
