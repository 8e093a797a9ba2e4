import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { NOBODY, PROGRAM } from '#server/database.ts';
import { readOutbox } from '#server/outbox.ts';
import { openTestNode } from '../../../../../tools/test-database.ts';
import { addressMatchKey } from '../postal-address.ts';
import { importAddresses } from './import-addresses.ts';
import { creditAddresses, readAddressGround } from './map-ground.ts';
import { findAddresses, findAreas } from './queries.ts';

const node = await openTestNode();
const scratch = mkdtempSync(join(tmpdir(), 'groundswell-addresses-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const bano = join(import.meta.dirname, '../../../../../../shared/data/addresses/bano-90.csv');

function write(name: string, lines: string[]): string {
	const path = join(scratch, name);
	const text = `${lines.join('\n')}\n`;
	writeFileSync(path, name.endsWith('.gz') ? gzipSync(text) : text);
	return path;
}
const take = (path: string) => importAddresses(node.database, path, { credit: 'Test file' });
const find = (key: Parameters<typeof addressMatchKey>[0]) =>
	node.database.reading(NOBODY, async (reader) => (await findAddresses(reader, [addressMatchKey(key)])).get(addressMatchKey(key)));
const BANO_HEADER = 'id,numero,voie,code_post,nom_comm,source,lat,lon';

test('a BANO file: communes by their official code, the credit kept, a second time nothing', async () => {
	const path = write('bano.csv', [
		BANO_HEADER,
		'900010003F-1,1,Rue des Balastières,90400,Andelnans,C+O,47.602108,6.866262',
		'900010003F-1BIS,1 BIS,Rue des Balastières,90400,Andelnans,OSM,47.602110,6.866270',
		'900010003F-1X,1,R DES BALASTIERES,90400,ANDELNANS,CAD,47.7,6.9',
		'900020004G-2,2,,90400,Angeot,CAD,47.7,6.9',
		'900020004G-3,3,Rue Haute,90150,Angeot,CAD,north,6.9',
	]);
	expect(await take(path)).toEqual({
		rows: 5,
		added: 2,
		changed: 0,
		repeated: 1,
		refused: { 'no-street': 1, 'no-place': 0, 'no-position': 1 },
		areas: 1,
	});
	expect(await take(path)).toMatchObject({ added: 0, changed: 0 });
	const found = await find({ number: '1', suffix: 'BIS', street: 'rue des Balastieres', postcode: '90400', place: 'ANDELNANS' });
	expect(found).toMatchObject({ latitude: 47.60211, longitude: 6.86627, stationId: null });
	const [area] = (await node.database.reading(NOBODY, findAreas)).filter(({ code }) => code === '90001');
	expect(area).toMatchObject({ kind: 'commune', name: 'Andelnans', id: found?.areaId });
	const sources = await node.sql<{ source: string }>('select source from addresses order by suffix');
	expect(sources.map(({ source }) => source)).toEqual(['BANO C+O', 'BANO OSM']);
	const ground = await node.database.reading(NOBODY, (reader) => readAddressGround(reader));
	expect(ground.attributions).toEqual([expect.stringContaining('© OpenStreetMap contributors')]);
	expect(ground.bounds).toEqual([6.866262, 47.602108, 6.86627, 47.60211]);
	expect(creditAddresses(['demo', 'BANO CAD', 'City of Springfield'])).toHaveLength(2);
});

test('a moved house keeps its identity, and only a change is announced', async () => {
	const lines = [BANO_HEADER, '900030003F-7,7,Rue Basse,90500,Beaucourt,C+O,47.48,6.92'];
	await take(write('beaucourt.csv', lines));
	const before = await find({ number: '7', suffix: null, street: 'Rue Basse', postcode: '90500', place: 'Beaucourt' });
	expect(await take(write('beaucourt.csv', [BANO_HEADER, '900030003F-7,7,Rue Basse,90500,Beaucourt,C+O,47.49,6.92']))).toMatchObject({
		added: 0,
		changed: 1,
	});
	const after = await find({ number: '7', suffix: null, street: 'Rue Basse', postcode: '90500', place: 'Beaucourt' });
	expect(after).toEqual({ ...before, latitude: 47.49 });
	await node.database.writing(PROGRAM, async () => {});
	const bodies: unknown[] = [];
	await readOutbox(
		node.database,
		'test',
		100,
		async (_, rows) => void bodies.push(...rows.filter(({ event }) => event === 'AddressesImported').map(({ body }) => body)),
	);
	expect(bodies.slice(-2)).toEqual([
		{ added: 1, changed: 0 },
		{ added: 0, changed: 1 },
	]);
});

test('columns that name themselves, semicolons, decimal commas, gzip', async () => {
	const path = write('town.csv.gz', [
		'\ufeffHousenumber;Street;City;Postcode;Lon;Lat',
		'12a;"Mill Lane; lower end";Riverside;AB1 2CD;-7,2;47,3',
	]);
	expect(await take(path)).toMatchObject({ rows: 1, added: 1 });
	expect(await find({ number: '12', suffix: 'A', street: 'Mill Lane, lower end', postcode: 'AB12CD', place: 'riverside' })).toMatchObject({
		latitude: 47.3,
		longitude: -7.2,
	});
	expect(await take(write('none.csv', ['name,age', 'x,1']))).toEqual({
		refusal: 'missing-columns',
		missing: ['street', 'place', 'latitude', 'longitude'],
	});
	expect(await take(write('empty.csv.gz', ['']))).toEqual({ refusal: 'empty-file' });
});

describe.skipIf(!existsSync(bano))('a whole department (skipped: reference data not present)', () => {
	test('35,847 addresses of Belfort, and again without a change', async () => {
		const began = performance.now();
		const first = await take(bano);
		console.info(`BANO 90: ${Math.round(performance.now() - began)} ms`, first);
		expect(first).toMatchObject({ rows: 35_847 });
		if ('refusal' in first) throw new Error(first.refusal);
		expect(
			first.added + first.repeated + first.refused['no-street'] + first.refused['no-place'] + first.refused['no-position'],
		).toBeGreaterThan(35_840);
		expect(await take(bano)).toMatchObject({ added: 0, changed: 0 });
	});
});
