import { expect, test } from 'vitest';
import { drawPlain, drawShape, type PlainFeature } from './draw-plain.ts';
import { fromPixel, toPixel } from './mercator.ts';

const view = { longitude: 9.5, latitude: 47.1, zoom: 15 };
const size = { width: 400, height: 300 };
/** A position so many pixels right and down of the picture's middle. */
const at = (x: number, y: number): number[] => {
	const [centreX, centreY] = toPixel(view.longitude, view.latitude, view.zoom);
	const { longitude, latitude } = fromPixel([centreX + x, centreY + y], view.zoom);
	return [longitude, latitude];
};
const street = (name: string, kind: string, ...line: number[][]): PlainFeature => ({
	properties: { name, kind },
	geometry: { type: 'LineString', coordinates: line },
});

test('shapes become whole pixels in relative steps; steps of no length vanish, rings close', () => {
	const ring = [at(0, 0), at(50, 0), at(50.2, 0.1), at(50, 40), at(0, 0)];
	expect(drawShape({ type: 'Polygon', coordinates: [ring] }, view, size)).toBe('M200 150l50 0 0 40-50-40z');
	expect(
		drawShape(
			{
				type: 'MultiLineString',
				coordinates: [
					[at(0, 0), at(-10, 5)],
					[at(3, 3), at(3.1, 3.1)],
				],
			},
			view,
			size,
		),
	).toBe('M200 150l-10 5');
	expect(drawShape({ type: 'Point', coordinates: at(0, 0) }, view, size)).toBe('');
});

test('all features of a look are one path; streets have their edge below; surfaces lie under areas', () => {
	const { surfaces, paths } = drawPlain(
		[
			{
				street: [street('A', 'street', at(-100, 0), at(100, 0)), street('B', 'street', at(0, -100), at(0, 100))],
				park: [{ properties: { kind: 'park' }, geometry: { type: 'Polygon', coordinates: [[at(0, 0), at(9, 0), at(9, 9), at(0, 0)]] } }],
			},
		],
		view,
		size,
	);
	expect(surfaces.map(({ look }) => look)).toEqual(['park']);
	expect(paths.map(({ look }) => look)).toEqual(['street-edge', 'street']);
	expect(paths[0]?.d).toBe('M100 150l200 0M200 50l0 200');
});

test('a river is filled where it has banks, and a line where it has none', () => {
	const banks = { properties: { kind: 'river' }, geometry: { type: 'Polygon', coordinates: [[at(0, 0), at(9, 0), at(9, 9), at(0, 0)]] } };
	const { paths } = drawPlain([{ water: [banks, street('Rhine', 'river', at(0, 0), at(9, 9))] }], view, size);
	expect(paths).toEqual([
		{ look: 'water', d: 'M200 150l9 0 0 9-9-9z' },
		{ look: 'river', d: 'M200 150l9 9' },
	]);
});

test('words stand along their street, never upside down, never on each other, never cut', () => {
	const ground = {
		street: [
			street('Long Avenue', 'avenue', at(150, 0), at(-150, 0)),
			street('Too Near Avenue', 'avenue', at(-150, 4), at(150, 4)),
			street('Far Avenue', 'avenue', at(-150, 100), at(150, 100)),
			street('Far Avenue', 'avenue', at(-150, -100), at(150, -100)),
			street('A Name Longer Than Its Own Short Street', 'avenue', at(0, 60), at(30, 60)),
		],
	};
	const { words } = drawPlain([ground], view, size);
	expect(words.map(({ text }) => text)).toEqual(['Long Avenue', 'Far Avenue']);
	expect(words.every(({ angle }) => Math.abs(angle) <= 90)).toBe(true);
	expect(words[0]).toMatchObject({ x: 200, y: 150 });
});
