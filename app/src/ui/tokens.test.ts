import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { contrastRatio, perceivedDistance, type Sight } from './contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');

type Theme = Record<string, string>;

function readBlock(opening: string, from = 0): Theme {
	const start = css.indexOf(opening, from);
	if (start < 0) throw new Error(`tokens.css has no block «${opening}»`);
	const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start));
	return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value?.trim()]));
}

function readMedia(query: string): Theme {
	const start = css.indexOf(`@media (${query})`);
	if (start < 0) throw new Error(`tokens.css does not ask for ${query}`);
	return readBlock(':root', start);
}

const light = readBlock('[data-theme="light"] {');
const themes: Record<string, Theme> = {
	light,
	dark: { ...light, ...readBlock('[data-theme="dark"] {') },
	contrast: { ...light, ...readBlock('[data-theme="contrast"] {') },
};

const grounds = ['paper', 'surface', 'sunken'];
const washes = ['tide', 'coral', 'sun', 'leaf', 'plum', 'danger'];

const textPairs: [text: string, ground: string][] = [
	...['ink', 'ink-soft', 'tide-text', 'coral-text', 'danger-text', 'leaf-text', 'plum-text', 'sun-text'].flatMap((text) =>
		grounds.map((ground): [string, string] => [text, ground]),
	),
	...washes.flatMap((name): [string, string][] => [
		[`${name}-text`, `${name}-wash`],
		['ink', `${name}-wash`],
	]),
	['ink-soft', 'tide-wash'],
	['on-tide', 'tide'],
	['on-tide', 'tide-deep'],
	['on-coral', 'coral-deep'],
	['on-sun', 'sun'],
	['on-danger', 'danger'],
	['on-danger', 'danger-deep'],
	['paper', 'ink'],
	['sign-line', 'sign-ground'],
];

const shapePairs: [shape: string, ground: string][] = [
	['sign-door', 'sign-ground'],
	...['line-strong', 'tide', 'coral', 'leaf', 'plum', 'danger', 'focus'].flatMap((shape) =>
		grounds.map((ground): [string, string] => [shape, ground]),
	),
	...[1, 2, 3, 4, 5].flatMap((n): [string, string][] => [
		[`data-${n}`, 'paper'],
		[`data-${n}`, 'surface'],
	]),
];

function pick(theme: Theme, name: string): string {
	const value = theme[name];
	if (!value) throw new Error(`No token --${name}`);
	return value;
}

describe.each(Object.entries(themes))('the %s theme', (_name, theme) => {
	test.each(textPairs)('writes %s on %s at 4.5 : 1 or more', (text, ground) => {
		expect(contrastRatio(pick(theme, text), pick(theme, ground))).toBeGreaterThanOrEqual(4.5);
	});
	test.each(shapePairs)('draws %s on %s at 3 : 1 or more', (shape, ground) => {
		expect(contrastRatio(pick(theme, shape), pick(theme, ground))).toBeGreaterThanOrEqual(3);
	});
	test.each<Sight>(['usual', 'protanopia', 'deuteranopia', 'tritanopia'])('keeps data colours apart for %s sight', (sight) => {
		const colours = [1, 2, 3, 4, 5].map((n) => pick(theme, `data-${n}`));
		const distances = colours.flatMap((one, at) => colours.slice(0, at).map((other) => perceivedDistance(one, other, sight)));
		expect(Math.min(...distances)).toBeGreaterThanOrEqual(10);
	});
});

test('the high-contrast theme writes at 7 : 1', () => {
	for (const [text, ground] of textPairs)
		expect(
			contrastRatio(pick(themes.contrast ?? {}, text), pick(themes.contrast ?? {}, ground)),
			`${text} on ${ground}`,
		).toBeGreaterThanOrEqual(7);
});

test('the system’s wish and the person’s choice give the same theme', () => {
	expect(readMedia('prefers-color-scheme: dark')).toEqual(readBlock('[data-theme="dark"] {'));
	expect(readMedia('prefers-contrast: more')).toEqual(readBlock('[data-theme="contrast"] {'));
});

test('the contrast formula agrees with the published extremes', () => {
	expect(contrastRatio('#000000', '#ffffff')).toBeCloseTo(21, 5);
	expect(contrastRatio('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
});
