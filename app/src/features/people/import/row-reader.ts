import { readBirthDate } from '#features/people/birth-date.ts';
import { calmNameCase, type PersonNames, splitFullName, splitGivenNames } from '#features/people/name.ts';
import type { Gender } from '#features/people/person.ts';
import { type CountryCode, readCountry } from '#features/places/country.ts';
import type { PostalAddress } from '#features/places/postal-address.ts';
import { bindColumns, type ColumnBinding } from './column-binding.ts';
import type { PersonDraft, RowOutcome, RowRefusal, StationDraft } from './person-draft.ts';
import type { Preset } from './preset.ts';
import { readAddress } from './read-address.ts';
import { readContactPoints, readWishes } from './read-contact-points.ts';
import { RowCells } from './row-cells.ts';

export interface RowReaderOptions {
	preset: Preset;
	header: readonly string[];
	/** The node's country: reads national phone numbers and addresses without a country. */
	country: CountryCode;
	/** `YYYY-MM-DD`, for dates that lie in the future. */
	today: string;
}

export interface RowReader {
	read(row: { line: number; cells: readonly string[] }): RowOutcome;
	columnsUsed: string[];
	columnsIgnored: string[];
}

interface Setting {
	preset: Preset;
	binding: ColumnBinding;
	country: CountryCode;
	today: string;
}

/** Binds a preset to a header; the reader then turns each row into a draft or names why it cannot. */
export function createRowReader({ preset, header, country, today }: RowReaderOptions): RowReader {
	const binding = bindColumns(preset, header);
	const setting: Setting = { preset, binding, country: preset.country ?? country, today };
	return {
		columnsUsed: binding.used,
		columnsIgnored: binding.ignored,
		read({ line, cells }) {
			if (!hasRightCellCount(cells, header.length)) return refuse('wrong-cell-count', line, cells);
			const row = new RowCells(cells, binding.columns);
			const draft = readPerson(row, line, setting);
			const { given, family } = draft.names;
			if (given === null && family === null && draft.contactPoints.length === 0) return refuse('nobody-in-row', line, cells);
			if (row.strangers >= 2) return refuse('shifted-row', line, cells);
			return { draft, refused: null };
		},
	};
}

// Some programs end every line with one more delimiter.
function hasRightCellCount(cells: readonly string[], count: number): boolean {
	return cells.length === count || (cells.length > count && cells.slice(count).every((cell) => cell === ''));
}

function refuse(reason: RowRefusal, line: number, cells: readonly string[]): RowOutcome {
	return { draft: null, refused: { line, reason, cells: [...cells] } };
}

function readPerson(row: RowCells, line: number, setting: Setting): PersonDraft {
	const { preset } = setting;
	const { address, country } = readWhere(row, setting);
	const birth = readBirth(row, setting);
	const language = row.text('language');
	const identifier = preset.identifierSystem === null ? null : (preset.identify?.((field) => row.text(field)) ?? row.text('identifier'));
	return {
		line,
		names: readNames(row),
		gender: readGender(row),
		...birth,
		languages: /^[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*$/i.test(language) ? [language.replaceAll('_', '-').toLowerCase()] : [],
		contactPoints: readContactPoints(row, country),
		address,
		pollingStation: readStation(row),
		identifiers: preset.identifierSystem === null || !identifier ? [] : [{ system: preset.identifierSystem, value: identifier }],
		basis: preset.basis,
		opinions: readOpinions(row),
		...readWishes(row),
		tags: readTags(row.text('tags')),
		note: row.text('note') || null,
		problems: row.problems,
	};
}

function readNames(row: RowCells): PersonNames {
	const given = row.text('given');
	const givens = row.text('givens');
	const fullName = row.text('fullName');
	const birth = calmNameCase(row.text('birthName')) || null;
	const used = calmNameCase(row.text('usedName')) || null;
	const split = given === '' ? splitGivenNames(calmNameCase(givens)) : { given: calmNameCase(given), additional: null };
	const names: PersonNames = {
		...split,
		additional: calmNameCase(row.text('additional')) || split.additional,
		family: calmNameCase(row.text('family')) || used || birth,
		birth,
		used,
	};
	if (fullName === '' || (names.given !== null && names.family !== null)) return names;
	return completeNames(names, fullName);
}

function completeNames(names: PersonNames, fullName: string): PersonNames {
	if (names.given !== null) {
		const rest = fullName.startsWith(`${names.given} `) ? fullName.slice(names.given.length + 1) : fullName;
		return { ...names, family: calmNameCase(rest) };
	}
	const whole = splitFullName(fullName);
	const given = whole.given === null ? null : calmNameCase(whole.given);
	return { ...names, given, family: names.family ?? (whole.family === null ? null : calmNameCase(whole.family)) };
}

const genderWords: Record<string, Gender | null> = {
	f: 'female',
	female: 'female',
	femme: 'female',
	feminin: 'female',
	féminin: 'female',
	woman: 'female',
	w: 'female',
	m: 'male',
	male: 'male',
	man: 'male',
	masculin: 'male',
	h: 'male',
	homme: 'male',
	o: 'other',
	other: 'other',
	autre: 'other',
	x: 'other',
	'non-binary': 'other',
	'non-binaire': 'other',
	u: null,
	unknown: null,
	inconnu: null,
};

function readGender(row: RowCells): Gender | null {
	const text = row.text('gender');
	if (text === '') return null;
	const word = text.toLowerCase();
	if (Object.hasOwn(genderWords, word)) return genderWords[word] as Gender | null;
	row.report('unknown-gender', 'gender', text);
	if (/\d/.test(text) || text.length > 12) row.strangers++;
	return null;
}

function readBirth(row: RowCells, { preset, today }: Setting): Pick<PersonDraft, 'birthDate' | 'birthYear'> {
	for (const field of ['birthDate', 'birthYear'] as const) {
		const text = row.text(field);
		if (text === '') continue;
		const birth = readBirthDate(text, preset.dateOrder, today);
		if (birth !== null) return { birthDate: birth.date, birthYear: birth.year };
		row.report('impossible-birth-date', field, text);
		if (!/\d/.test(text)) row.strangers++;
	}
	return { birthDate: null, birthYear: null };
}

function readWhere(row: RowCells, { binding, country }: Setting): { address: PostalAddress | null; country: CountryCode } {
	for (const columns of binding.addressBlocks) {
		const countryText = row.text('country', columns);
		const told = countryText === '' ? null : readCountry(countryText);
		const address = readAddress(row, { columns, countryCode: told ?? country });
		if (address === null) continue;
		if (countryText !== '' && told === null) row.report('unknown-country', 'country', countryText);
		return { address, country: address.countryCode };
	}
	return { address: null, country };
}

function readStation(row: RowCells): StationDraft | null {
	const code = row.text('stationCode');
	if (code === '') return null;
	return {
		code,
		label: row.text('stationLabel') || null,
		communeCode: row.text('communeCode') || null,
		communeName: row.text('communeName') || null,
	};
}

function readOpinions(row: RowCells): PersonDraft['opinions'] {
	const level = row.text('supportLevel');
	const party = row.text('party') || null;
	const supportLevel = /^[1-5]$/.test(level) ? Number(level) : null;
	if (level !== '' && supportLevel === null) row.report('unknown-support-level', 'supportLevel', level);
	return supportLevel === null && party === null ? null : { supportLevel, party };
}

function readTags(text: string): string[] {
	if (text === '') return [];
	return [...new Set(text.split(/[,;|]/).map((tag) => tag.trim()))].filter((tag) => tag !== '');
}
