import type { CountryCode } from './country.ts';
import { foldText } from './fold-text.ts';

export interface PostalAddress {
	/** As they were written, without number, street and place taken apart. */
	lines: string[];
	number: string | null;
	/** BIS, TER, A …: upper case. */
	suffix: string | null;
	street: string | null;
	/** Floor, flat, building, «chez …». */
	complement: string | null;
	postcode: string | null;
	place: string | null;
	countryCode: CountryCode;
}

export type StreetLine = Pick<PostalAddress, 'number' | 'suffix' | 'street'>;
export type AddressKeyParts = StreetLine & Pick<PostalAddress, 'postcode' | 'place'>;

/** Where the number stands before the street; elsewhere it is also looked for at the end («Bahnhofstrasse 12a»). */
const numberComesFirst = new Set(['FR', 'GB', 'IE', 'US', 'CA', 'AU', 'NZ', 'LU', 'MC', 'RE', 'GP', 'MQ', 'GF', 'YT']);

const suffixWord = '(?:bis|ter|quater|quinquies)';
const leadingNumber = new RegExp(
	`^(?:n[°ºo]\\.?\\s*)?(\\d{1,5}(?:\\.\\d{1,3})?)(?:\\s*[-/]\\s*\\d{1,5})?\\s*(${suffixWord}|[a-z](?:\\d{1,2})?)?\\s*(?:,\\s*|\\s+|$)(.*)$`,
	'i',
);
// Beyond H nobody numbers doors; «39 N Rte Nationale» is a street of Roppe (BANO 90). T and Q are short for ter and quater.
const spacedLetter = /^[a-hqt]$/i;
const trailingNumber = new RegExp(`^(.*[^\\d\\s,])[\\s,]+(\\d{1,5})\\s*(${suffixWord}|[a-z])?$`, 'i');

// The official abbreviations of French addresses (La Poste, SNA; DGFiP majic) and those that people write.
const streetTypes = new Map(
	Object.entries({
		all: 'allee',
		alle: 'allee',
		ancne: 'ancienne',
		av: 'avenue',
		ave: 'avenue',
		aven: 'avenue',
		avn: 'avenue',
		bd: 'boulevard',
		bld: 'boulevard',
		blvd: 'boulevard',
		boul: 'boulevard',
		bvd: 'boulevard',
		car: 'carrefour',
		ch: 'chemin',
		che: 'chemin',
		chem: 'chemin',
		chm: 'chemin',
		chs: 'chaussee',
		cite: 'cite',
		crs: 'cours',
		fb: 'faubourg',
		fbg: 'faubourg',
		fg: 'faubourg',
		gr: 'grande rue',
		grde: 'grande',
		gde: 'grande',
		ham: 'hameau',
		imp: 'impasse',
		lot: 'lotissement',
		pas: 'passage',
		pass: 'passage',
		pl: 'place',
		prom: 'promenade',
		q: 'quai',
		r: 'rue',
		res: 'residence',
		rpt: 'rond point',
		rle: 'ruelle',
		rte: 'route',
		sen: 'sentier',
		sent: 'sentier',
		sq: 'square',
		str: 'strasse',
		vla: 'villa',
	}),
);
const streetWords = new Map(
	Object.entries({
		cdt: 'commandant',
		cne: 'capitaine',
		col: 'colonel',
		cpt: 'capitaine',
		dr: 'docteur',
		gal: 'general',
		gen: 'general',
		gnl: 'general',
		lt: 'lieutenant',
		mal: 'marechal',
		mgr: 'monseigneur',
		pdt: 'president',
		pres: 'president',
		pr: 'professeur',
		prof: 'professeur',
		rd: 'route departementale',
		rn: 'route nationale',
		sgt: 'sergent',
		st: 'saint',
		ste: 'sainte',
		sts: 'saints',
	}),
);
// People leave these out or swap them («rue eglise», «rue de église»); no two streets of one commune of BANO 90 differ by them alone.
const weakWords = new Set(['a', 'au', 'aux', 'd', 'de', 'des', 'du', 'et', 'l', 'la', 'le', 'les']);
// «Grande r.», «Petite r.»: the type comes second.
const sizeWords = new Set(['grand', 'grande', 'petit', 'petite', 'vieille', 'vieux', 'ancien', 'ancienne', 'nouvelle']);
const knownTypes = new Set([
	...streetTypes.keys(),
	...streetTypes.values(),
	'clos',
	'cour',
	'espace',
	'esplanade',
	'montee',
	'parvis',
	'quartier',
	'rue',
	'route',
	'voie',
]);

/** Takes «12 BIS Rue de la Paix», «22BIS Rue du Favery», «12, rue …», «Bahnhofstrasse 12a» apart. What has no number is all street. */
export function parseStreetLine(line: string, countryCode: CountryCode): StreetLine {
	const text = line.trim().replace(/\s+/g, ' ');
	if (text === '') return { number: null, suffix: null, street: null };
	const first = leadingNumber.exec(text);
	if (first !== null) return readLeadingNumber(text, first);
	const last = numberComesFirst.has(countryCode) ? null : trailingNumber.exec(text);
	if (last === null) return { number: null, suffix: null, street: text };
	return { number: last[2] as string, suffix: last[3]?.toUpperCase() ?? null, street: last[1] as string };
}

function readLeadingNumber(text: string, match: RegExpExecArray): StreetLine {
	const number = (match[1] as string).replace(/^0+(?=\d)/, '');
	const suffix = match[2] ?? null;
	const rest = (match[3] as string).trim();
	const street = rest === '' ? null : rest;
	if (suffix === null) return { number, suffix: null, street };
	// «8 B rue Foch» is a suffix, «5 A Briand» is the beginning of the street.
	const isGlued = new RegExp(`\\d${suffix}`, 'i').test(text);
	const isWord = suffix.length > 1;
	const nextWord = foldText(rest).split(' ', 1)[0] as string;
	if (!isGlued && !isWord && !(spacedLetter.test(suffix) && knownTypes.has(nextWord)))
		return { number, suffix: null, street: `${suffix} ${rest}`.trim() };
	return { number, suffix: suffix.toUpperCase(), street };
}

/** Reads a cell that holds a house number alone: «12», «12BIS», «12 ter». Null number when there is none. */
export function parseHouseNumber(cell: string): Pick<StreetLine, 'number' | 'suffix'> {
	const match = /^(?:n[°º]\s*)?0*(\d{1,5}(?:\.\d{1,3})?)(?:\s*[-/]\s*\d{1,5})?\s*([a-z][a-z0-9]*)?$/i.exec(cell.trim());
	if (match === null) return { number: null, suffix: null };
	return { number: match[1] as string, suffix: match[2]?.toUpperCase() ?? null };
}

/** A street's name in one spelling: folded, abbreviations written out, articles left out. */
export function streetMatchKey(street: string): string {
	const words = foldText(street).split(' ');
	let key = '';
	for (let at = 0; at < words.length; at++) {
		const word = words[at] as string;
		const isType = at === 0 || (at === 1 && sizeWords.has(words[0] as string));
		const full = (isType ? streetTypes.get(word) : undefined) ?? streetWords.get(word) ?? word;
		if (weakWords.has(full) && words.length > 1) continue;
		key += key === '' ? full : ` ${full}`;
	}
	return key === '' ? words.join(' ') : key;
}

/** A town's name in one spelling: «ST-GERMAIN CEDEX 3» and «Saint Germain» meet. */
export function placeMatchKey(place: string): string {
	return foldText(place)
		.replace(/ cedex(?: \d+)?$/, '')
		.replace(/\bst\b/g, 'saint')
		.replace(/\bste\b/g, 'sainte');
}

/** Two addresses with the same key are one door: `postcode|place|street|number suffix`, every part in one spelling. */
export function addressMatchKey(address: AddressKeyParts): string {
	const postcode = address.postcode?.replace(/\s+/g, '').toUpperCase() ?? '';
	const place = address.place === null ? '' : placeMatchKey(address.place);
	const street = address.street === null ? '' : streetMatchKey(address.street);
	return `${postcode}|${place}|${street}|${address.number ?? ''}${address.suffix?.toUpperCase() ?? ''}`;
}
