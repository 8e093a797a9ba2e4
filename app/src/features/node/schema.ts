/** The shape of the settings' form. */
import * as v from 'valibot';
import { isCountry, isTimeZone, LOCALES } from './settings.ts';

const filled = (most: number) => v.pipe(v.string('missing'), v.trim(), v.minLength(1, 'missing'), v.maxLength(most, 'too-long'));

export const settingsEntries = {
	name: filled(80),
	defaultLocale: v.picklist(LOCALES, 'missing'),
	timeZone: v.pipe(filled(60), v.check(isTimeZone, 'not-a-time-zone')),
	defaultCountry: v.pipe(filled(2), v.toUpperCase(), v.check(isCountry, 'not-a-country')),
} as const;

export const settingsForm = v.object({
	...settingsEntries,
	accentColour: v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => null),
		),
		v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(/^#[0-9a-f]{6}$/, 'not-a-colour')),
	]),
	minimumAgeYears: v.pipe(v.string('missing'), v.trim(), v.regex(/^(1\d|2[0-5])$/, 'not-an-age'), v.transform(Number)),
});
