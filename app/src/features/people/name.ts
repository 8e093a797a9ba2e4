export interface PersonNames {
	/** The first name people call them by. */
	given: string | null;
	/** Further first names, as on the register. */
	additional: string | null;
	/** The family name they go by: the used name where there is one, else the birth name. */
	family: string | null;
	birth: string | null;
	/** French «nom d'usage»: kept apart, because a register that is read again may no longer have it. */
	used: string | null;
}

const hasLower = /\p{Ll}/u;
const twoUpper = /\p{Lu}.*\p{Lu}/u;
// Lower case inside a name («Garcia de la Vega», «Van der Berg»), never at its start («De Smet», «Le Goff»).
const innerParticles = new Set([
	'de',
	'der',
	'den',
	'la',
	'las',
	'los',
	'da',
	'das',
	'do',
	'dos',
	'von',
	'van',
	'zu',
	'y',
	'e',
	'bin',
	'ibn',
]);

/** Registers shout («LECLERC», «O'BRIEN», «MC DONALD»): gives them a human case. A name typed in mixed case stays as it was typed. */
export function calmNameCase(name: string): string {
	if (hasLower.test(name) || !twoUpper.test(name)) return name;
	let first = true;
	return name.toLowerCase().replace(/[\p{L}\p{M}]+/gu, (word, at: number, whole: string) => {
		const inner = !first && whole[at - 1] === ' ' && innerParticles.has(word) && at + word.length < whole.length;
		first = false;
		return inner ? word : capitalise(word);
	});
}

function capitalise(word: string): string {
	if (word.length > 4 && word.startsWith('mc')) return `Mc${capitalise(word.slice(2))}`;
	const letter = String.fromCodePoint(word.codePointAt(0) as number);
	return letter.toUpperCase() + word.slice(letter.length);
}

/** «Jean Pierre Michel» → the name they go by and the others; hyphened names stay one. */
export function splitGivenNames(givenNames: string): Pick<PersonNames, 'given' | 'additional'> {
	const [given, ...others] = givenNames.split(/[\s,]+/).filter((name) => name !== '');
	return { given: given ?? null, additional: others.length === 0 ? null : others.join(' ') };
}

/** «Dupont, Jean», «Jean DUPONT», «DUPONT Jean», «Jean de la Fontaine» → given and family name. One word alone is the given name. */
export function splitFullName(fullName: string): Pick<PersonNames, 'given' | 'family'> {
	const comma = fullName.indexOf(',');
	if (comma !== -1) return { given: fullName.slice(comma + 1).trim() || null, family: fullName.slice(0, comma).trim() || null };
	const words = fullName.split(' ').filter((word) => word !== '');
	const shouted = words.filter((word) => twoUpper.test(word) && !hasLower.test(word));
	if (shouted.length > 0 && shouted.length < words.length)
		return { given: words.filter((word) => !shouted.includes(word)).join(' '), family: shouted.join(' ') };
	return { given: words[0] ?? null, family: words.slice(1).join(' ') || null };
}

/** «Esteban Leclerc»: how a person is called in lists. */
export function displayName(names: Pick<PersonNames, 'given' | 'family'>): string {
	return [names.given, names.family].filter((name) => name !== null).join(' ');
}
