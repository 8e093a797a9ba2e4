import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillTemplate } from './base-map.ts';
import { boundsOf, fromPixel, moveView, readView, toPixel, viewOf, writeView } from './mercator.ts';

const anyView = fc.record({
	longitude: fc.double({ min: -179, max: 179, noNaN: true }),
	latitude: fc.double({ min: -80, max: 80, noNaN: true }),
	zoom: fc.double({ min: 0, max: 20, noNaN: true }),
});

test('a position comes back from its pixel', () => {
	fc.assert(
		fc.property(anyView, ({ longitude, latitude, zoom }) => {
			const back = fromPixel(toPixel(longitude, latitude, zoom), zoom);
			expect(back.longitude).toBeCloseTo(longitude, 6);
			expect(back.latitude).toBeCloseTo(latitude, 6);
		}),
	);
});

test('the example of the OpenStreetMap wiki: Shibuya at zoom 18 lies in tile 232798/103246', () => {
	// Its tiles have 256 px: the same pixels as ours one zoom lower.
	const [x, y] = toPixel(139.7006793, 35.6590699, 17);
	expect([Math.floor(x / 256), Math.floor(y / 256)]).toEqual([232798, 103246]);
});

test('fitting bounds shows all of them, and hardly more', () => {
	const bounds = [9.45, 46.97, 9.67, 47.52] as const;
	const size = { width: 800, height: 600 };
	const seen = boundsOf(viewOf(bounds, size), size);
	expect(seen[0]).toBeLessThan(bounds[0]);
	expect(seen[1]).toBeLessThan(bounds[1]);
	expect(seen[2]).toBeGreaterThan(bounds[2]);
	expect(seen[3]).toBeGreaterThan(bounds[3]);
	expect(bounds[3] - bounds[1]).toBeGreaterThan((seen[3] - seen[1]) * 0.9);
});

test('a view survives its address; nonsense does not', () => {
	fc.assert(
		fc.property(anyView, (view) => {
			const back = readView(writeView(view));
			expect(back?.longitude).toBeCloseTo(view.longitude, 4);
			expect(back?.latitude).toBeCloseTo(view.latitude, 4);
		}),
	);
	for (const text of [null, '', '12', '99/1/1', '12/95/1', '12/4/181', '12/4/1; drop', 'NaN/1/1']) expect(readView(text)).toBeNull();
});

test('steps: right is east, down is south, and back again', () => {
	const view = { longitude: 9.5, latitude: 47.1, zoom: 13 };
	const moved = moveView(view, { right: 200, down: 100 });
	expect(moved.longitude).toBeGreaterThan(view.longitude);
	expect(moved.latitude).toBeLessThan(view.latitude);
	expect(moveView(moved, { right: -200, down: -100 }).latitude).toBeCloseTo(view.latitude, 9);
});

test('a template is filled with numbers that a cache can know again', () => {
	expect(fillTemplate('/p?bbox={bbox}&zoom={zoom}', [1, 2.123456789, 3, 4], 13.7)).toBe('/p?bbox=1.00000,2.12346,3.00000,4.00000&zoom=13');
});
