/**
 * Chance that can be repeated: the same seed gives the same numbers on every machine, so that a demonstration, a test or a
 * draw can be checked by anybody. sfc32 (Chris Doty-Humphrey, PractRand), its state spread from the seed by xmur3 (bryc, public
 * domain). Not for secrets: whoever sees some numbers can compute the rest.
 */
export type SeededRandom = {
	/** A number in [0, 1), in steps of 2⁻³². */
	next(): number;
	/** A number in [from, to). */
	between(from: number, to: number): number;
	/** A whole number from `from` to `to`, both included. */
	whole(from: number, to: number): number;
	/** True with the given probability (0 to 1). */
	chance(probability: number): boolean;
	/** One of the items, all equally likely. Throws RangeError when there is none. */
	pick<T>(items: readonly T[]): T;
	/** One of the keys, each as likely as its weight says; weights need not sum to 1. Throws RangeError when there is none. */
	weighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>): K;
	/** A copy in random order (Fisher and Yates). */
	shuffled<T>(items: readonly T[]): T[];
	/** A number near `mean`, normally distributed (Box and Muller). */
	normal(mean: number, deviation: number): number;
};

/** Parts of one whole take their own stream (`seed + '/streets'`), so that a change in one leaves the others as they were. */
export function seededRandom(seed: string): SeededRandom {
	const next = sfc32(seed);
	const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
	return {
		next,
		whole,
		between: (from, to) => from + next() * (to - from),
		chance: (probability) => next() < probability,
		pick: (items) => atOrThrow(items, Math.floor(next() * items.length)),
		weighted: (weights) => pickWeighted(weights, next()),
		shuffled: (items) => shuffle(items, whole),
		normal: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
	};
}

function sfc32(seed: string): () => number {
	const word = xmur3(seed);
	let a = word();
	let b = word();
	let c = word();
	let counter = word();
	const next = () => {
		const sum = (((a + b) | 0) + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return (sum >>> 0) / 4294967296;
	};
	// The first numbers still show the seed's likeness to its neighbours.
	for (let i = 0; i < 12; i++) next();
	return next;
}

function xmur3(text: string): () => number {
	let hash = 1779033703 ^ text.length;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 3432918353);
		hash = (hash << 13) | (hash >>> 19);
	}
	return () => {
		hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
		hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
		hash ^= hash >>> 16;
		return hash >>> 0;
	};
}

function atOrThrow<T>(items: readonly T[], index: number): T {
	if (items.length === 0) throw new RangeError('nothing to pick from');
	return items[index] as T;
}

function pickWeighted<K extends string>(weights: Readonly<Partial<Record<K, number>>>, drawn: number): K {
	const entries = Object.entries(weights) as [K, number][];
	let left = drawn * entries.reduce((sum, [, weight]) => sum + weight, 0);
	for (const [key, weight] of entries) {
		left -= weight;
		if (left < 0) return key;
	}
	return atOrThrow(entries, entries.length - 1)[0];
}

function shuffle<T>(items: readonly T[], whole: (from: number, to: number) => number): T[] {
	const copy = [...items];
	for (let i = copy.length - 1; i > 0; i--) {
		const j = whole(0, i);
		[copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
	}
	return copy;
}
