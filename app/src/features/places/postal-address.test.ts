import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCountry } from './country.ts';
import { addressMatchKey, parseHouseNumber, parseStreetLine, placeMatchKey, streetMatchKey } from './postal-address.ts';

describe('a street line', () => {
	test.each([
		['12 BIS Rue de la Paix', '12', 'BIS', 'Rue de la Paix'],
		['22BIS Rue du Favery', '22', 'BIS', 'Rue du Favery'],
		['12, rue Foch', '12', null, 'rue Foch'],
		['12,rue Foch', '12', null, 'rue Foch'],
		['n° 7 place du Marché', '7', null, 'place du Marché'],
		['2C Rue de la Batterie', '2', 'C', 'Rue de la Batterie'],
		['8 B rue Foch', '8', 'B', 'rue Foch'],
		['5 A Briand', '5', null, 'A Briand'],
		['39 N Rte Nationale', '39', null, 'N Rte Nationale'],
		['12-14 rue Foch', '12', null, 'rue Foch'],
		['0012 rue Foch', '12', null, 'rue Foch'],
		['3 Rue du 8 mai 1945', '3', null, 'Rue du 8 mai 1945'],
		['Route départementale 943', null, null, 'Route départementale 943'],
		['1er étage', null, null, '1er étage'],
		['12', '12', null, null],
		['', null, null, null],
	])('%j', (line, number, suffix, street) => expect(parseStreetLine(line, 'FR')).toEqual({ number, suffix, street }));

	test('elsewhere the number may stand last', () => {
		expect(parseStreetLine('Bahnhofstrasse 12a', 'LI')).toEqual({ number: '12', suffix: 'A', street: 'Bahnhofstrasse' });
		expect(parseStreetLine('Calle Mayor, 5', 'ES')).toEqual({ number: '5', suffix: null, street: 'Calle Mayor' });
	});

	test('a cell with a house number alone', () => {
		expect(parseHouseNumber('12 ter')).toEqual({ number: '12', suffix: 'TER' });
		expect(parseHouseNumber('126.10')).toEqual({ number: '126.10', suffix: null });
		expect(parseHouseNumber('LE BOURG')).toEqual({ number: null, suffix: null });
	});

	test('any text is read, in linear time', () => {
		fc.assert(fc.property(fc.string(), fc.constantFrom('FR', 'DE'), (line, country) => parseStreetLine(line, country) !== null));
		const started = performance.now();
		parseStreetLine('1 '.repeat(20_000), 'DE');
		parseStreetLine(`${'a '.repeat(20_000)}!`, 'DE');
		expect(performance.now() - started).toBeLessThan(1000);
	});
});

describe('the key of an address', () => {
	test.each([
		['av. du Gal de Gaulle', 'Avenue du Général de Gaulle'],
		['bd St-Michel', 'Boulevard Saint Michel'],
		["r. de l'eglise", "Rue de l'Église"],
		['Grande r.', 'Grande Rue'],
		['Fbg de France', 'Faubourg de France'],
		['Chem. des Prés', 'Chemin des Prés'],
		['Imp. du Dr Roux', 'Impasse du Docteur Roux'],
	])('%j is %j', (short, long) => expect(streetMatchKey(short)).toBe(streetMatchKey(long)));

	test('words that JavaScript knows are words', () => {
		expect(streetMatchKey('Constructor street')).toBe('constructor street');
		expect(streetMatchKey('de la')).toBe('de la');
	});

	test('keeps apart what differs', () => {
		const at = { number: '2', suffix: null, street: 'Rue Foch', postcode: '90000', place: 'Belfort' };
		expect(addressMatchKey({ ...at, suffix: 'BIS' })).not.toBe(addressMatchKey(at));
		expect(addressMatchKey({ ...at, place: 'Delle' })).not.toBe(addressMatchKey(at));
		expect(addressMatchKey(at)).toBe('90000|belfort|rue foch|2');
	});

	test('towns', () => {
		expect(placeMatchKey('ST-GERMAIN CEDEX 3')).toBe(placeMatchKey('Saint-Germain'));
		expect(readCountry('ÉTATS-UNIS')).toBe('US');
		expect(readCountry('France')).toBe('FR');
		expect(readCountry('fr')).toBe('FR');
		expect(readCountry('Nowhere')).toBeNull();
	});
});

const data = resolve(import.meta.dirname, '../../../../../shared/data');
const hasData = existsSync(`${data}/addresses/bano-90.csv`) && existsSync(`${data}/people/electoral-roll-belfort.csv.gz`);
const skipped = hasData ? '' : ' (skipped: reference data not present)';

describe.skipIf(!hasData)(`the roll and BANO 90 meet by key${skipped}`, () => {
	type Row = Record<string, string>;
	const bano = hasData ? (parse(readFileSync(`${data}/addresses/bano-90.csv`), { columns: true, bom: true }) as Row[]) : [];
	const keyOf = (row: Row) =>
		addressMatchKey({
			...parseHouseNumber(row.numero ?? ''),
			street: row.voie ?? null,
			postcode: row.code_post ?? null,
			place: row.nom_comm ?? null,
		});
	const streets = new Map<string, Set<string>>();
	for (const row of bano) streets.set(keyOf(row), (streets.get(keyOf(row)) ?? new Set()).add((row.voie ?? '').toLowerCase()));

	test('no key stands for two streets', () => expect([...streets.values()].filter((names) => names.size > 1)).toEqual([]));

	test('at least 99.5 % of the roll, as much of hand-typed addresses', () => {
		const roll = parse(gunzipSync(readFileSync(`${data}/people/electoral-roll-belfort.csv.gz`)), {
			columns: true,
			delimiter: ';',
		}) as Row[];
		const rollHits = roll.filter((row) => {
			const { number, suffix } = parseHouseNumber(row['numéro de voie'] ?? '');
			const [street, postcode, place] = [row['libellé de voie'] ?? null, row['code postal'] ?? null, row.commune ?? null];
			return streets.has(addressMatchKey({ number, suffix, street, postcode, place }));
		});
		expect(rollHits.length / roll.length).toBeGreaterThanOrEqual(0.995);
		const typed = parse(readFileSync(`${data}/people/nationbuilder-people-export.csv`), { columns: true }) as Row[];
		const typedHits = typed.filter((row) => {
			const parsed = parseStreetLine(row.primary_address1 ?? '', 'FR');
			return streets.has(addressMatchKey({ ...parsed, postcode: row.primary_zip ?? null, place: row.primary_city ?? null }));
		});
		expect(typedHits.length / typed.length).toBeGreaterThanOrEqual(0.995);
	});
});
