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

/** Whether the region is one that the platform can name: a code nobody uses comes back as itself. */
export function isCountry(code: string): boolean {
	return /^[A-Z]{2}$/.test(code) && new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of(code) !== undefined;
}
