import { foldText } from './fold-text.ts';

/** ISO 3166-1 alpha-2, upper case. */
export type CountryCode = string;

const alsoCalled: Record<string, CountryCode> = {
	uk: 'GB',
	'great britain': 'GB',
	england: 'GB',
	usa: 'US',
	'etats unis d amerique': 'US',
	holland: 'NL',
	hollande: 'NL',
};

let namesToCodes: Map<string, CountryCode> | undefined;

/** Reads «FR», «France», «ALLEMAGNE», «Germany» (names in English and French). Null when nobody knows that country. */
export function readCountry(text: string): CountryCode | null {
	namesToCodes ??= collectCountryNames();
	return namesToCodes.get(foldText(text)) ?? null;
}

function collectCountryNames(): Map<string, CountryCode> {
	const names = new Map<string, CountryCode>(Object.entries(alsoCalled));
	const languages = ['en', 'fr'].map((locale) => new Intl.DisplayNames(locale, { type: 'region', fallback: 'none' }));
	const letters = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i));
	for (const code of letters.flatMap((first) => letters.map((second) => first + second))) {
		const canonical = Intl.getCanonicalLocales(`und-${code}`)[0]?.slice(4) ?? code;
		for (const language of languages) {
			const name = language.of(code);
			if (name === undefined) continue;
			if (!names.has(code.toLowerCase())) names.set(code.toLowerCase(), canonical);
			if (!names.has(foldText(name))) names.set(foldText(name), canonical);
		}
	}
	return names;
}
