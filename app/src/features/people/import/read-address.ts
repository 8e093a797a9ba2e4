import type { CountryCode } from '#features/places/country.ts';
import { type PostalAddress, parseHouseNumber, parseStreetLine, type StreetLine } from '#features/places/postal-address.ts';
import type { Positions } from './column-binding.ts';
import type { RowCells } from './row-cells.ts';

/** Columns of one address block and the country that its cell names (else the file's or the node's). */
export interface AddressSource {
	columns: Positions;
	countryCode: CountryCode;
}

/** The row's address from one block of columns; null when the block says nothing about where. */
export function readAddress(row: RowCells, { columns, countryCode }: AddressSource): PostalAddress | null {
	const lines = row.texts('addressLine', columns);
	const houseNumber = row.text('houseNumber', columns);
	const streetName = row.text('street', columns);
	const complements = row.texts('complement', columns);
	const locality = row.text('locality', columns);
	const postcode = row.text('postcode', columns);
	const place = row.text('place', columns);
	if (postcode !== '' && !/\d/.test(postcode)) row.strangers++;
	if (lines.length === 0 && streetName === '' && locality === '' && postcode === '' && place === '') return null;
	const line =
		streetName === '' ? parseFirstNumbered(lines, countryCode) : { at: -1, parsed: joinStreet(houseNumber, streetName, countryCode) };
	const others = lines.filter((_, at) => at !== line.at);
	const street = line.parsed.street ?? (locality === '' ? null : locality);
	if (locality !== '' && street !== locality) complements.push(locality);
	const written = streetName === '' && houseNumber === '' ? [] : [`${houseNumber} ${streetName}`.trim()];
	return {
		lines: [...written, ...lines, ...complements],
		...line.parsed,
		street,
		complement: [...others, ...complements].join(', ') || null,
		postcode: postcode === '' ? null : postcode.toUpperCase(),
		place: place === '' ? null : place,
		countryCode,
	};
}

function joinStreet(houseNumber: string, street: string, countryCode: CountryCode): StreetLine {
	if (houseNumber === '') return parseStreetLine(street, countryCode);
	const { number, suffix } = parseHouseNumber(houseNumber);
	if (number === null) return parseStreetLine(`${houseNumber} ${street}`, countryCode);
	return { number, suffix, street };
}

// «Résidence des Tilleuls» may stand on the line before «12 rue …»: the line with a number is the street.
function parseFirstNumbered(lines: readonly string[], countryCode: CountryCode): { at: number; parsed: StreetLine } {
	const parsed = lines.map((line) => parseStreetLine(line, countryCode));
	const numbered = parsed.findIndex((line) => line.number !== null && line.street !== null);
	const at = numbered === -1 ? 0 : numbered;
	return { at, parsed: parsed[at] ?? { number: null, suffix: null, street: null } };
}
