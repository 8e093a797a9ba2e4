// Letters that Unicode does not decompose, although everybody searches for them in their plain spelling.
const plainSpelling: Record<string, string> = {
	œ: 'oe',
	æ: 'ae',
	ß: 'ss',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	ħ: 'h',
	ı: 'i',
	þ: 'th',
	ŋ: 'n',
	ς: 'σ',
};
const withPlainSpelling = new RegExp(`[${Object.keys(plainSpelling).join('')}]`, 'g');

const foldedAlready = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
// The Catalan dot («col·legi», «coŀlegi») is also left to the slow way: there it joins, elsewhere signs part words.
const beyondLatin = /[·Ŀŀ\u0250-\uffff]/;
const tableSize = 0x250;
const folded = Array.from({ length: tableSize }, (_, code) => foldAnyScript(String.fromCharCode(code)));

/**
 * One spelling for searching and matching: lower case, accents off, ligatures spelt out, everything that is neither letter nor
 * digit (apostrophe, hyphen, dot …) a single space. Folding twice changes nothing. Works on every script.
 */
export function foldText(text: string): string {
	if (foldedAlready.test(text)) return text;
	if (beyondLatin.test(text)) return foldAnyScript(text);
	let result = '';
	let gap = false;
	for (let at = 0; at < text.length; at++) {
		const piece = folded[text.charCodeAt(at)] as string;
		if (piece === '') gap = true;
		else {
			if (gap && result !== '') result += ' ';
			gap = false;
			result += piece;
		}
	}
	return result;
}

function foldLetters(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]+/g, '')
		.replace(withPlainSpelling, (letter) => plainSpelling[letter] as string)
		.replace(/[^\p{L}\p{N}\p{M}]+/gu, '');
}

function foldAnyScript(text: string): string {
	// Marks belong to the letter before them, so words are split only after the text is decomposed.
	return text
		.normalize('NFKD')
		.replaceAll('·', '')
		.split(/[^\p{L}\p{N}\p{M}]+/u)
		.map(foldLetters)
		.filter((word) => word !== '')
		.join(' ')
		.normalize('NFC');
}
