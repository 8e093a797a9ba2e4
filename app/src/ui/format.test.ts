import { describe, expect, test } from 'vitest';
import { formatAge, formatBytes, formatCounted, formatDate, formatDuration, formatNumber, formatPercent } from './format.ts';

const now = new Date('2026-11-22T12:00:00Z');
const before = (seconds: number) => new Date(now.getTime() - seconds * 1000);
/** Intl may use several kinds of space; the reader does not see which. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

test('numbers, shares and sizes follow the locale', () => {
	expect(formatNumber(8214, 'en')).toBe('8,214');
	expect(plain(formatNumber(8214, 'fr'))).toBe('8 214');
	expect(formatNumber(2.34567, 'en', 2)).toBe('2.35');
	expect(formatPercent(0.424, 'en')).toBe('42%');
	expect(plain(formatPercent(0.424, 'fr'))).toBe('42 %');
});

test.each([
	[0, '0 bytes'],
	[999, '999 bytes'],
	[1000, '1 kB'],
	[1_234_567, '1.2 MB'],
	[512_000_000, '512 MB'],
	[3e15, '3,000 TB'],
])('%d bytes read «%s»', (bytes, words) => expect(plain(formatBytes(bytes, 'en'))).toBe(words));

test.each([
	[0, '1 second'],
	[59, '59 seconds'],
	[95, '2 minutes'],
	[3599, '1 hour'],
	[5400, '1 hour 30 minutes'],
	[7200, '2 hours'],
	[3 * 86_400, '3 days'],
	[3 * 86_400 + 5 * 3600, '3 days 5 hours'],
	[2 * 86_400 + 24 * 3600 - 600, '2 days 23 hours'],
])('%d seconds read «%s»', (seconds, words) => expect(formatDuration(seconds, 'en')).toBe(words));

describe('an age', () => {
	test.each([
		[0, 'just now', 'à l’instant'],
		[44, 'just now', 'à l’instant'],
		[50, '1 minute ago', 'il y a 1 minute'],
		[180, '3 minutes ago', 'il y a 3 minutes'],
		[3590, '1 hour ago', 'il y a 1 heure'],
		[86_000, 'yesterday', 'hier'],
		[4 * 86_400, '4 days ago', 'il y a 4 jours'],
		[70 * 86_400, '2 months ago', 'il y a 2 mois'],
		[800 * 86_400, '2 years ago', 'il y a 2 ans'],
		[-7200, 'in 2 hours', 'dans 2 heures'],
	])('of %d seconds reads «%s» and «%s»', (seconds, english, french) => {
		expect(formatAge(before(seconds), now, 'en')).toBe(english);
		expect(plain(formatAge(before(seconds), now, 'fr'))).toBe(french);
	});

	test('stands beside a counter', () => {
		expect(formatCounted(before(180), now, 'en')).toBe('counted 3 minutes ago');
		expect(formatCounted(before(5), now, 'fr')).toBe('compté à l’instant');
	});
});

test('a date depends on the place', () => {
	const at = new Date('2026-11-22T23:30:00Z');
	expect(formatDate(at, { locale: 'en-GB', timeZone: 'UTC' })).toBe('22 November 2026');
	expect(formatDate(at, { locale: 'fr', timeZone: 'Europe/Paris' })).toBe('23 novembre 2026');
	expect(formatDate(at, { locale: 'en-GB', timeZone: 'Europe/Paris', style: 'time' })).toBe('00:30');
});
