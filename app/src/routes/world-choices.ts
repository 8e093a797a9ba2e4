/** Time zones and countries to choose from, as the platform knows them. */

import { isCountry } from '#features/node/settings.ts';

export type Choice = { value: string; label: string };

export function timeZoneChoices(): Choice[] {
	return Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

const byLocale = new Map<string, Choice[]>();

/** Every pair of letters that names a region of today, in the order of the language. */
export function countryChoices(locale: string): Choice[] {
	const known = byLocale.get(locale);
	if (known) return known;
	const names = new Intl.DisplayNames(locale, { type: 'region' });
	const choices: Choice[] = [];
	for (let code = 0; code < 26 * 26; code++) {
		const value = String.fromCharCode(65 + Math.floor(code / 26), 65 + (code % 26));
		if (isCountry(value)) choices.push({ value, label: names.of(value) ?? value });
	}
	choices.sort((a, b) => a.label.localeCompare(b.label, locale));
	byLocale.set(locale, choices);
	return choices;
}
