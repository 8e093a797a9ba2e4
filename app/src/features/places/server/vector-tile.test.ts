import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readRegionFeatures, tilesWithin } from './region-features.ts';
import { readVectorTile } from './vector-tile.ts';

const reference = join(import.meta.dirname, '../../../../../../shared/data/basemap');

const field = (number: number, bytes: number[]) => [(number << 3) | 2, bytes.length, ...bytes];
const text = (number: number, value: string) => field(number, [...Buffer.from(value)]);

test('the geometry examples of the specification: a point, a line, a polygon with its ring closed', () => {
	const feature = (type: number, geometry: number[]) => field(2, [...field(2, [0, 0]), (3 << 3) | 0, type, ...field(4, geometry)]);
	const layer = field(3, [
		...text(1, 'roads'),
		...feature(1, [9, 50, 34]),
		...feature(2, [9, 4, 4, 18, 0, 16, 16, 0]),
		...feature(3, [9, 6, 12, 18, 10, 12, 24, 44, 15]),
		...text(3, 'kind'),
		...field(4, text(1, 'path')),
		(5 << 3) | 0,
		0x80,
		0x20,
	]);
	expect(readVectorTile(new Uint8Array(layer), new Set(['roads']))).toEqual([
		{
			name: 'roads',
			extent: 4096,
			features: [
				{ type: 'Point', properties: { kind: 'path' }, parts: [[[25, 17]]] },
				{
					type: 'LineString',
					properties: { kind: 'path' },
					parts: [
						[
							[2, 2],
							[2, 10],
							[10, 10],
						],
					],
				},
				{
					type: 'Polygon',
					properties: { kind: 'path' },
					parts: [
						[
							[3, 6],
							[8, 12],
							[20, 34],
							[3, 6],
						],
					],
				},
			],
		},
	]);
	expect(readVectorTile(new Uint8Array(layer), new Set(['water']))).toEqual([]);
	expect(() => readVectorTile(new Uint8Array(layer.slice(0, -20)), new Set(['roads']))).toThrow(RangeError);
});

test('tiles of a view, never more than a picture needs', () => {
	expect(tilesWithin([0.1, 0.1, 0.2, 0.2], 1)).toEqual([{ z: 1, x: 1, y: 0 }]);
	expect(tilesWithin([-180, -85, 180, 85], 12)).toHaveLength(20);
});

describe.skipIf(!existsSync(reference))('a real region (skipped: reference data not present)', () => {
	test('Vaduz has streets, houses, wood and the Rhine', async () => {
		const ground = await readRegionFeatures(
			reference,
			[{ name: 'liechtenstein', bounds: [9.45, 46.96, 9.68, 47.53], minZoom: 5, maxZoom: 14 }],
			{
				seen: [9.5, 47.12, 9.54, 47.16],
				zoom: 14.2,
			},
		);
		expect(ground.street?.some(({ properties }) => properties.name === 'Landstrasse')).toBe(true);
		expect(ground.building?.length).toBeGreaterThan(500);
		expect(ground.park?.some(({ properties }) => properties.kind === 'wood')).toBe(true);
		expect(ground.water?.length).toBeGreaterThan(0);
		expect(ground.district?.some(({ properties }) => properties.name === 'Vaduz')).toBe(true);
	});
});
