/** Reads what somebody typed into a search for people. Pure. */
import { foldText } from '#features/places/fold-text.ts';

export interface PersonSearch {
	/** Folded; every one must be found, in any order. */
	words: string[];
	/** The text as it may begin an identifier of another system; null when it cannot be one. */
	identifier: string | null;
}

const longestSearch = 200;
const mostWords = 8;
const phoneLike = /^[+\d][\d\s().\-/]{2,}$/;

/** Null when nothing was typed that could be found. */
export function readSearch(text: string): PersonSearch | null {
	const typed = text.slice(0, longestSearch).trim();
	const words = phoneLike.test(typed) ? [dialledDigits(typed)] : [...new Set(foldText(typed).split(' '))].slice(0, mostWords);
	if (words[0] === undefined || words[0] === '') return null;
	const identifier = /\d/.test(typed) && /^\S{3,}$/.test(typed) ? typed : null;
	return { words, identifier };
}

/** `06 29 90 82 00` as dialled at home, `+33 (0)6 29…` and `0033 6 29…` as dialled from abroad: what `searchText` holds. */
function dialledDigits(text: string): string {
	const digits = text.replace(/\(0\)/, '').replace(/\D+/g, '');
	return digits.startsWith('00') ? digits.slice(2) : digits;
}

/**
 * Whether the words are found once at most one letter of them is missing, added, wrong, or swapped with its neighbour
 * (Damerau 1964, the restricted form). A word may be the beginning of what it stands for.
 */
export function isFoundWithOneTypo(words: readonly string[], searchText: string): boolean {
	const candidates = searchText.split(' ');
	let typos = 0;
	for (const word of words) {
		if (searchText.includes(word)) continue;
		if (++typos > 1 || !candidates.some((candidate) => isOneTypoAway(word, candidate))) return false;
	}
	return true;
}

/** Whether one edit turns `typed` into the beginning of `meant`. A first letter is rarely wrong, and three letters are no word yet. */
export function isOneTypoAway(typed: string, meant: string): boolean {
	if (typed.length < 4 || meant.length < typed.length - 1) return false;
	let at = 0;
	while (at < typed.length && typed[at] === meant[at]) at++;
	if (at === 0) return false;
	const typedRest = (from: number) => typed.slice(from);
	const meantRest = meant.slice(at);
	return (
		meantRest.startsWith(typedRest(at + 1)) ||
		meantRest.slice(1).startsWith(typedRest(at)) ||
		meantRest.slice(1).startsWith(typedRest(at + 1)) ||
		(typed[at] === meantRest[1] && typed[at + 1] === meantRest[0] && meantRest.slice(2).startsWith(typedRest(at + 2)))
	);
}
