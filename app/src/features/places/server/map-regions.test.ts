import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { addRegion, findRegionFile, inspectRegion, listRegions } from './map-regions.ts';

const scratch = mkdtempSync(join(tmpdir(), 'groundswell-maps-'));
afterAll(() => rmSync(scratch, { recursive: true }));
const reference = join(import.meta.dirname, '../../../../../../shared/data/basemap');

/** The smallest PMTiles archive there is: header and metadata, no tile. Offsets as in the specification, version 3. */
function writeArchive(
	path: string,
	{ tileType = 1, tileBytes = 0, layers = ['roads'] }: { tileType?: number; tileBytes?: number; layers?: string[] } = {},
) {
	const metadata = Buffer.from(
		JSON.stringify({
			attribution: '<a href="https://example.org">&copy; Example</a>',
			vector_layers: layers.map((id) => ({ id, fields: {} })),
		}),
	);
	const header = Buffer.alloc(127);
	header.write('PMTiles');
	header[7] = 3;
	const rootDirectory = Buffer.from([0]);
	for (const [at, value] of [
		[8, 127],
		[16, rootDirectory.length],
		[24, 127 + rootDirectory.length],
		[32, metadata.length],
		[56, 127 + rootDirectory.length + metadata.length],
		[64, tileBytes],
	] as const)
		header.writeBigUInt64LE(BigInt(value), at);
	header[97] = 1;
	header[98] = 1;
	header[99] = tileType;
	header[100] = 3;
	header[101] = 12;
	for (const [at, degrees] of [
		[102, 9.5],
		[106, 47],
		[110, 9.7],
		[114, 47.3],
	] as const)
		header.writeInt32LE(Math.round(degrees * 1e7), at);
	writeFileSync(path, Buffer.concat([header, rootDirectory, metadata]));
}

test('a region is checked, copied whole, listed and found by name only', async () => {
	const maps = mkdtempSync(join(scratch, 'maps-'));
	const source = join(scratch, 'valley.pmtiles');
	writeArchive(source);
	const region = await addRegion(maps, source, 'valley');
	expect(region).toMatchObject({
		name: 'valley',
		bounds: [9.5, 47, 9.7, 47.3],
		minZoom: 3,
		maxZoom: 12,
		layers: ['roads'],
		attribution: '© Example',
	});
	expect(await listRegions(maps)).toEqual([region]);
	expect(readFileSync(join(maps, 'valley.pmtiles'))).toEqual(readFileSync(source));
	expect(await addRegion(maps, source, 'valley')).toMatchObject({ refusal: 'name-taken' });
	expect(findRegionFile(maps, 'valley')?.bytes).toBe(readFileSync(source).length);
	for (const name of ['valley2', '../valley', '', 'Valley', 'valley.pmtiles']) expect(findRegionFile(maps, name), name).toBeNull();
	writeFileSync(join(maps, 'torn.pmtiles'), 'PMTiles');
	expect((await listRegions(maps)).map(({ name }) => name)).toEqual(['valley']);
});

test('what is no vector map of a region is refused by name, and leaves nothing behind', async () => {
	const maps = mkdtempSync(join(scratch, 'maps-'));
	const path = join(scratch, 'bad.pmtiles');
	const refusalOf = async (name = 'bad') => {
		const result = await addRegion(maps, path, name);
		return 'refusal' in result ? result.refusal : 'none';
	};
	expect(await refusalOf()).toBe('unreadable');
	writeFileSync(path, 'not a map');
	expect(await refusalOf()).toBe('not-pmtiles');
	writeArchive(path, { tileBytes: 1000 });
	expect(await refusalOf()).toBe('cut-short');
	writeArchive(path, { tileType: 2 });
	expect(await refusalOf()).toBe('not-vector');
	writeArchive(path, { layers: ['measurements'] });
	expect(await refusalOf()).toBe('no-known-layer');
	writeArchive(path);
	expect(await refusalOf('../bad')).toBe('bad-name');
	expect(readdirSync(maps)).toEqual([]);
});

describe.skipIf(!existsSync(reference))('files of the world (skipped: reference data not present)', () => {
	test('Liechtenstein and Monaco are taken, the fixtures are refused with the reason', async () => {
		const maps = mkdtempSync(join(scratch, 'maps-'));
		for (const name of ['liechtenstein', 'monaco']) {
			const region = await addRegion(maps, join(reference, `${name}.pmtiles`), name);
			expect(region).toMatchObject({ name, attribution: '© OpenStreetMap contributors (ODbL)' });
		}
		expect(await inspectRegion(join(reference, 'invalid.pmtiles'), 'x')).toMatchObject({ refusal: 'not-pmtiles' });
		expect(await inspectRegion(join(reference, 'fixture_1.pmtiles'), 'x')).toMatchObject({ refusal: 'no-known-layer' });
		writeFileSync(join(scratch, 'half.pmtiles'), readFileSync(join(reference, 'monaco.pmtiles')).subarray(0, 500_000));
		expect(await inspectRegion(join(scratch, 'half.pmtiles'), 'x')).toMatchObject({ refusal: 'cut-short' });
	});
});
