/** Files of addresses with positions: BANO, BAN, OpenStreetMap extracts, or anything whose columns name themselves. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { parse } from 'csv-parse';
import { foldText } from '../fold-text.ts';
import { addressMatchKey, parseHouseNumber, placeMatchKey } from '../postal-address.ts';

export type FileAddress = {
	matchKey: string;
	number: number | null;
	suffix: string;
	street: string;
	postcode: string;
	place: string;
	/** The commune's official code where the file has it, else one made of postcode and name. */
	areaCode: string;
	latitude: number;
	longitude: number;
	/** Whom to credit. */
	source: string;
};

const COLUMNS = {
	number: ['numero', 'number', 'housenumber', 'house number', 'addr housenumber', 'no', 'num'],
	suffix: ['rep', 'suffix', 'suffixe', 'indice de repetition'],
	street: ['voie', 'nom voie', 'street', 'addr street', 'rue', 'road', 'libelle voie'],
	postcode: ['code post', 'code postal', 'postcode', 'addr postcode', 'zip', 'zip code', 'cp', 'postal code'],
	place: ['nom comm', 'nom commune', 'commune', 'city', 'addr city', 'town', 'place', 'ville'],
	latitude: ['lat', 'latitude', 'y'],
	longitude: ['lon', 'lng', 'long', 'longitude', 'x'],
	source: ['source'],
	id: ['id'],
	areaCode: ['code insee', 'insee', 'code commune', 'area code'],
} as const;
type Column = keyof typeof COLUMNS;
const REQUIRED: readonly Column[] = ['street', 'place', 'latitude', 'longitude'];

export type AddressColumns = Partial<Record<Column, number>>;

/** Where each thing stands; the names of the missing ones when that is not enough. */
export function readHeader(cells: readonly string[]): { columns: AddressColumns; isBano: boolean; missing: Column[] } {
	const names = cells.map(foldText);
	const columns: AddressColumns = {};
	for (const column of Object.keys(COLUMNS) as Column[]) {
		const at = COLUMNS[column].map((name) => names.indexOf(name)).find((index) => index >= 0);
		if (at !== undefined) columns[column] = at;
	}
	const isBano = names.join(',') === 'id,numero,voie,code post,nom comm,source,lat,lon';
	return { columns, isBano, missing: REQUIRED.filter((column) => columns[column] === undefined) };
}

export type RowRefusal = 'no-street' | 'no-place' | 'no-position';

/** FANTOIR: commune (5), street (4), check letter, then the house number. */
const fantoir = /^(\d[\dAB]\d{3})[0-9A-Z]{5}-/;

export function readAddressRow(cells: readonly string[], columns: AddressColumns, credit: string): FileAddress | RowRefusal {
	const cell = (column: Column): string => {
		const at = columns[column];
		return at === undefined ? '' : (cells[at] ?? '').trim();
	};
	const street = cell('street');
	const place = cell('place');
	if (street === '') return 'no-street';
	if (place === '') return 'no-place';
	const latitude = readDegrees(cell('latitude'), 90);
	const longitude = readDegrees(cell('longitude'), 180);
	if (latitude === null || longitude === null) return 'no-position';
	const house = parseHouseNumber(cell('number'));
	const suffix = house.suffix ?? (cell('suffix').toUpperCase() || null);
	const postcode = cell('postcode');
	const from = cell('source');
	return {
		matchKey: addressMatchKey({ number: house.number, suffix, street, postcode, place }),
		number: house.number === null ? null : Math.trunc(Number(house.number)),
		suffix: suffix ?? '',
		street,
		postcode,
		place,
		areaCode: cell('areaCode') || fantoir.exec(cell('id'))?.[1] || `${postcode} ${placeMatchKey(place)}`.trim(),
		latitude,
		longitude,
		source: from === '' ? credit : `${credit} ${from}`,
	};
}

function readDegrees(text: string, most: number): number | null {
	if (!/^-?\d{1,3}([.,]\d+)?$/.test(text)) return null;
	const degrees = Number(text.replace(',', '.'));
	return Math.abs(degrees) <= most ? degrees : null;
}

/** The rows of a comma, semicolon or tab separated file in UTF-8, gzipped or not, one at a time; the header comes first. */
export async function* readRows(path: string): AsyncGenerator<string[]> {
	const gzipped = await beginsWith(path, [0x1f, 0x8b]);
	const bytes = createReadStream(path, { highWaterMark: 256 * 1024 });
	const text = gzipped ? pipeline(bytes, createGunzip(), () => {}) : bytes;
	// The delimiter is the one that the header has most of.
	const parser = parse({
		bom: true,
		relax_quotes: true,
		relax_column_count: true,
		skip_empty_lines: true,
		delimiter: await delimiterOf(path, gzipped),
	});
	pipeline(text, parser, () => {});
	for await (const row of parser) yield row as string[];
}

async function beginsWith(path: string, magic: readonly number[]): Promise<boolean> {
	const file = await open(path, 'r');
	try {
		const head = new Uint8Array(magic.length);
		await file.read(head, 0, head.length, 0);
		return magic.every((byte, at) => head[at] === byte);
	} finally {
		await file.close();
	}
}

async function delimiterOf(path: string, gzipped: boolean): Promise<string> {
	const bytes = createReadStream(path);
	const stream = gzipped ? bytes.pipe(createGunzip()) : bytes;
	let head = '';
	for await (const chunk of stream) {
		head += chunk.toString('utf8');
		if (head.includes('\n')) break;
	}
	bytes.destroy();
	const header = head.split('\n', 1)[0] as string;
	const countOf = (sign: string) => header.split(sign).length;
	return [',', ';', '\t'].reduce((best, sign) => (countOf(sign) > countOf(best) ? sign : best));
}
