/** What this installation is called and where it stands. */

export const LOCALES = ['en', 'fr'] as const;

export type NodeSettings = {
	readonly name: string;
	readonly defaultLocale: (typeof LOCALES)[number];
	/** IANA, such as `Europe/Paris`. */
	readonly timeZone: string;
	/** ISO 3166-1 alpha-2. */
	readonly defaultCountry: string;
	/** `#rrggbb` in small letters; null for the house's own. */
	readonly accentColour: string | null;
	readonly minimumAgeYears: number;
	readonly isDemo: boolean;
	readonly isSetUp: boolean;
};

export function isTimeZone(name: string): boolean {
	return Intl.supportedValuesOf('timeZone').includes(name) || name === 'UTC';
}

/** Codes that the platform can name and that are no country: private use, unions, and places that exist no more. */
const NO_COUNTRIES = /^(X[A-JL-Z]|ZZ|EU|UN|EZ|QO|AC|CP|CQ|DG|EA|IC|TA|AN|BU|CS|DD|DY|FX|HV|NH|RH|SU|TP|UK|VD|YD|YU|ZR)$/;

export function isCountry(code: string): boolean {
	return (
		/^[A-Z]{2}$/.test(code) &&
		!NO_COUNTRIES.test(code) &&
		new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined
	);
}
