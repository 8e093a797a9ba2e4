/** Time zones and countries to choose from, as the platform knows them. */

export type Choice = { value: string; label: string };

export function timeZoneChoices(): Choice[] {
	return Intl.supportedValuesOf('timeZone').map((value) => ({ value, label: value.replaceAll('_', ' ') }));
}

const byLocale = new Map<string, Choice[]>();

/** Every pair of letters that names a region of today, in the order of the language. */
export function countryChoices(locale: string): Choice[] {
	const known = byLocale.get(locale);
	if (known) return known;
	const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' });
	const choices: Choice[] = [];
	for (let code = 0; code < 26 * 26; code++) {
		const value = String.fromCharCode(65 + Math.floor(code / 26), 65 + (code % 26));
		const label = names.of(value);
		// X… and ZZ are for private use; EU, UN and EZ are not countries; the rest are former codes with a present name.
		if (label && !/^(X[^K]|ZZ|EU|UN|EZ|QO|AC|CP|CQ|DG|EA|IC|TA|AN|BU|CS|DD|DY|FX|HV|NH|RH|SU|TP|UK|VD|YD|YU|ZR)/.test(value)) {
			choices.push({ value, label });
		}
	}
	choices.sort((a, b) => a.label.localeCompare(b.label, locale));
	byLocale.set(locale, choices);
	return choices;
}
