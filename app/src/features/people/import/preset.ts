import type { DateOrder } from '#features/people/birth-date.ts';
import type { Basis } from '#features/people/person.ts';
import type { CountryCode } from '#features/places/country.ts';
import { foldText } from '#features/places/fold-text.ts';
import type { PersonField } from './person-field.ts';

/** Header words, folded by `foldText`, in order of preference. */
export type ColumnWords = Partial<Record<PersonField, readonly string[]>>;

/** A dialect of people file: what its columns mean and how its values are written. Data only, so that a mapping made by hand is one too. */
export interface Preset {
	name: string;
	/** Folded header words that together only this dialect has; each entry lists its spellings. Empty: see `genericConfidence`. */
	signature: readonly (readonly string[])[];
	columns: ColumnWords;
	/** Several address blocks, best first; the first one with something in it is taken. */
	addressBlocks?: readonly ColumnWords[];
	basis: Basis;
	dateOrder: DateOrder;
	/** Tells the country when the row does not; null: the node's own. */
	country: CountryCode | null;
	/** System of the external identifier; null: the file has none. */
	identifierSystem: string | null;
	/** Makes the identifier from several cells, where no single column holds one. */
	identify?: (cell: (field: PersonField) => string) => string | null;
}

export interface Recognition {
	preset: Preset;
	/** 0–1: share of the dialect's own columns that the header has. */
	confidence: number;
}

/** Below this nobody should be told that the file was recognised. */
export const sureEnough = 0.75;

export function foldHeader(header: readonly string[]): string[] {
	return header.map((word) => foldText(word));
}

/** How much of the dialect's signature the header shows, whatever the case, accents, order and further columns. */
export function recogniseHeader(preset: Preset, header: readonly string[]): number {
	const words = new Set(foldHeader(header));
	if (preset.signature.length === 0) return genericConfidence(preset, words);
	const found = preset.signature.filter((spellings) => spellings.some((word) => words.has(word))).length;
	return found / preset.signature.length;
}

/** The dialect that fits best, or null when none names the people of this file. */
export function recognisePreset(presets: readonly Preset[], header: readonly string[]): Recognition | null {
	let best: Recognition | null = null;
	for (const preset of presets) {
		const confidence = recogniseHeader(preset, header);
		const threshold = preset.signature.length === 0 ? 0 : sureEnough;
		if (confidence > threshold && (best === null || confidence > best.confidence)) best = { preset, confidence };
	}
	return best;
}

// Plain words never beat a dialect's own signature: at most 0.7, and nothing when no column could name or reach a person.
function genericConfidence(preset: Preset, words: ReadonlySet<string>): number {
	const knows = (fields: readonly PersonField[]) => fields.some((field) => preset.columns[field]?.some((word) => words.has(word)) ?? false);
	if (!knows(['given', 'givens', 'family', 'fullName', 'birthName', 'email', 'mobile', 'phone', 'homePhone'])) return 0;
	const known = new Set(Object.values(preset.columns).flat());
	return 0.2 + (0.5 * [...words].filter((word) => known.has(word)).length) / words.size;
}
