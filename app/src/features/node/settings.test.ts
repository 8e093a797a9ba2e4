import * as v from 'valibot';
import { expect, test } from 'vitest';
import { settingsForm } from './schema.ts';
import { isCountry, isTimeZone } from './settings.ts';

test('countries and time zones are those of the world', () => {
	for (const code of ['FR', 'GB', 'SN', 'XK', 'CA']) expect(isCountry(code), code).toBe(true);
	for (const code of ['ZZ', 'EU', 'SU', 'QQ', 'fr', 'FRA', '']) expect(isCountry(code), code).toBe(false);
	expect([isTimeZone('Europe/Paris'), isTimeZone('UTC'), isTimeZone('Mars/Olympus')]).toEqual([true, true, false]);
});

test('a form of settings is read, and each wrong field says what is wrong', () => {
	const given = {
		name: ' Riverside ',
		defaultLocale: 'fr',
		timeZone: 'Europe/Paris',
		defaultCountry: 'fr',
		accentColour: '#0F5E6B',
		minimumAgeYears: '16',
	};
	expect(v.parse(settingsForm, given)).toEqual({
		name: 'Riverside',
		defaultLocale: 'fr',
		timeZone: 'Europe/Paris',
		defaultCountry: 'FR',
		accentColour: '#0f5e6b',
		minimumAgeYears: 16,
	});
	expect(v.parse(settingsForm, { ...given, accentColour: '' }).accentColour).toBeNull();
	const wrong = v.safeParse(settingsForm, { ...given, name: ' ', defaultCountry: 'ZZ', accentColour: 'red', minimumAgeYears: 'x' });
	expect(wrong.issues?.map(({ message }) => message).sort()).toEqual(['missing', 'not-a-colour', 'not-a-country', 'not-an-age']);
});
