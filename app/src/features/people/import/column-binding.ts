import { mayRepeatField, type PersonField, personFields } from './person-field.ts';
import { type ColumnWords, foldHeader, type Preset } from './preset.ts';

/** Positions of the columns that feed a field, best first; empty when the file has none. */
export type Positions = Readonly<Record<PersonField, readonly number[]>>;

export interface ColumnBinding {
	columns: Positions;
	addressBlocks: readonly Positions[];
	/** Header words as they stand in the file. */
	used: string[];
	ignored: string[];
}

/** Finds where in this header the preset's columns are. */
export function bindColumns(preset: Preset, header: readonly string[]): ColumnBinding {
	const words = foldHeader(header);
	const columns = nameAlone(words, findPositions(words, preset.columns));
	const addressBlocks = (preset.addressBlocks ?? [preset.columns]).map((block) => findPositions(words, block)).filter(holdsAnything);
	const taken = new Set([columns, ...addressBlocks].flatMap((positions) => Object.values(positions).flat()));
	return {
		columns,
		addressBlocks,
		used: header.filter((_, at) => taken.has(at)),
		ignored: header.filter((_, at) => !taken.has(at)),
	};
}

function findPositions(words: readonly string[], wanted: ColumnWords): Positions {
	const entries = personFields.map((field) => {
		const found = (wanted[field] ?? []).flatMap((word) => positionsOf(words, word));
		return [field, mayRepeatField(field) ? found : found.slice(0, 1)] as const;
	});
	return Object.fromEntries(entries) as Record<PersonField, number[]>;
}

function positionsOf(words: readonly string[], wanted: string): number[] {
	return words.flatMap((word, at) => (word === wanted ? [at] : []));
}

function holdsAnything(positions: Positions): boolean {
	return Object.values(positions).some((found) => found.length > 0);
}

// French «Nom» is the family name beside «Prénom», and the whole name where it stands alone.
function nameAlone(words: readonly string[], positions: Positions): Positions {
	const at = positions.family[0];
	const hasOthers = positions.given.length + positions.givens.length + positions.fullName.length > 0;
	if (at === undefined || hasOthers || words[at] !== 'nom') return positions;
	return { ...positions, family: [], fullName: [at] };
}
