/**
 * The compiled messages make new plural rules each time they count something, which costs more than the rest of the
 * message (60 µs, twice a page). The node speaks two languages, so each one's rules are made once.
 */
const kept = new Map<string, Intl.PluralRules>();

const Kept = new Proxy(Intl.PluralRules, {
	construct(Rules, [locale, options]: [string, Intl.PluralRulesOptions?]) {
		const key = `${locale} ${JSON.stringify(options)}`;
		const rules = kept.get(key) ?? new Rules(locale, options);
		kept.set(key, rules);
		return rules;
	},
});
Object.defineProperty(Intl, 'PluralRules', { value: Kept });
