import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readBirthDate } from './birth-date.ts';

const today = '2026-11-22';

describe('birth dates', () => {
	test.each([
		['21/04/1972', 'day-first', { date: '1972-04-21', year: 1972 }],
		['1/4/1972', 'day-first', { date: '1972-04-01', year: 1972 }],
		['12/23/1935', 'month-first', { date: '1935-12-23', year: 1935 }],
		['1995-10-30', 'month-first', { date: '1995-10-30', year: 1995 }],
		['1995-10-30T02:00:00+01:00', 'day-first', { date: '1995-10-30', year: 1995 }],
		['1995-10-30 00:00:00', 'day-first', { date: '1995-10-30', year: 1995 }],
		['19951030', 'day-first', { date: '1995-10-30', year: 1995 }],
		['30.10.95', 'day-first', { date: '1995-10-30', year: 1995 }],
		['01/02/26', 'day-first', { date: '2026-02-01', year: 2026 }],
		['01/02/27', 'day-first', { date: '1927-02-01', year: 1927 }],
		['29/02/2000', 'day-first', { date: '2000-02-29', year: 2000 }],
		['00/00/1950', 'day-first', { date: null, year: 1950 }],
		['1950', 'day-first', { date: null, year: 1950 }],
	] as const)('%s, %s', (text, order, birth) => expect(readBirthDate(text, order, today)).toEqual(birth));

	test.each([
		'31/02/1990',
		'29/02/1900',
		'13/13/1990',
		'23/11/2026',
		'2027',
		'01/01/1850',
		'1/2',
		'12/12/19900',
		'1990-1-1990',
		'hier',
		'',
		'٢١/٠٤/١٩٧٢',
	])('%j is none', (text) => expect(readBirthDate(text, 'day-first', today)).toBeNull());

	test('every day of a century is read back in all spellings', () => {
		const day = fc
			.date({ min: new Date('1926-01-01'), max: new Date('2026-01-01'), noInvalidDate: true })
			.map((date) => date.toISOString().slice(0, 10));
		fc.assert(
			fc.property(day, (iso) => {
				const [year, month, date] = iso.split('-');
				expect(readBirthDate(iso, 'day-first', today)?.date).toBe(iso);
				expect(readBirthDate(`${date}/${month}/${year}`, 'day-first', today)?.date).toBe(iso);
				expect(readBirthDate(`${month}/${date}/${year}`, 'month-first', today)?.date).toBe(iso);
			}),
		);
	});
});
