import { expect, test } from 'vitest';
import { boundsMeet, boundsOfGeometry, isMapLayer, joinBounds, knowsAnyLayer } from './map-layer.ts';

test('bounds of every depth of geometry', () => {
	expect(boundsOfGeometry({ type: 'Point', coordinates: [1, 2] })).toEqual([1, 2, 1, 2]);
	expect(
		boundsOfGeometry({
			type: 'MultiPolygon',
			coordinates: [
				[
					[
						[1, 2],
						[3, -4],
						[0, 1],
						[1, 2],
					],
				],
			],
		}),
	).toEqual([0, -4, 3, 2]);
	expect(joinBounds([])).toBeNull();
	expect(
		joinBounds([
			[0, 0, 1, 1],
			[-1, 0.5, 0.5, 2],
		]),
	).toEqual([-1, 0, 1, 2]);
});

test('bounds meet when they share ground, also at an edge', () => {
	expect(boundsMeet([0, 0, 1, 1], [1, 1, 2, 2])).toBe(true);
	expect(boundsMeet([0, 0, 1, 1], [1.01, 0, 2, 1])).toBe(false);
	expect(boundsMeet([0, 0, 1, 1], [0, -2, 1, -0.01])).toBe(false);
});

test('layers are known by name', () => {
	expect(isMapLayer('water')).toBe(true);
	expect(isMapLayer('../water')).toBe(false);
	expect(knowsAnyLayer(['test_fixture_1pmtiles'])).toBe(false);
	expect(knowsAnyLayer(['x', 'roads'])).toBe(true);
});
