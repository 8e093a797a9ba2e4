/**
 * How far apart two colours are, for eyes of several kinds. Colours are `#rrggbb` (sRGB).
 * Contrast: WCAG 2.2. Colour blindness: Machado, Oliveira and Fernandes 2009, severity 1.0. Distance: CIE 1976 ΔE in Lab, D65.
 */

type Triple = readonly [number, number, number];

export type Sight = 'usual' | 'protanopia' | 'deuteranopia' | 'tritanopia';

const seenBy: Record<Sight, readonly [Triple, Triple, Triple]> = {
	usual: [
		[1, 0, 0],
		[0, 1, 0],
		[0, 0, 1],
	],
	protanopia: [
		[0.152286, 1.052583, -0.204868],
		[0.114503, 0.786281, 0.099216],
		[-0.003882, -0.048116, 1.051998],
	],
	deuteranopia: [
		[0.367322, 0.860646, -0.227968],
		[0.280085, 0.672501, 0.047413],
		[-0.01182, 0.04294, 0.968881],
	],
	tritanopia: [
		[1.255528, -0.076749, -0.178779],
		[-0.078411, 0.930809, 0.147602],
		[0.004733, 0.691367, 0.3039],
	],
};

/** Linear-light red, green and blue, each from 0 to 1. Throws on anything but `#rrggbb`. */
function readLinear(colour: string): Triple {
	if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new Error(`Not a #rrggbb colour: ${colour}`);
	const channel = (at: number) => {
		const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
	};
	return [channel(1), channel(3), channel(5)];
}

const luminance = ([red, green, blue]: Triple) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;

/** WCAG contrast ratio, from 1 (same) to 21 (black on white); the order does not matter. */
export function contrastRatio(one: string, other: string): number {
	const [a, b] = [luminance(readLinear(one)), luminance(readLinear(other))];
	return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function toLab([red, green, blue]: Triple): Triple {
	const curve = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : (24389 / 27 / 116) * value + 16 / 116);
	const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
	const y = curve(luminance([red, green, blue]));
	const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
	return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** ΔE between two colours as somebody with this sight sees them; about 2 is just noticeable side by side, 10 at a glance. */
export function perceivedDistance(one: string, other: string, sight: Sight): number {
	const see = (colour: string) => {
		const [red, green, blue] = readLinear(colour);
		const mix = (row: Triple) => Math.min(1, Math.max(0, row[0] * red + row[1] * green + row[2] * blue));
		const [first, second, third] = seenBy[sight];
		return toLab([mix(first), mix(second), mix(third)]);
	};
	const [a, b] = [see(one), see(other)];
	return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
