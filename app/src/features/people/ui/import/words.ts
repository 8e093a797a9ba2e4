/** What an import's states, problems and refusals are called. */

import type { ImportView } from '#features/people/import/import-view.ts';
import type { ProblemKind, RowRefusal } from '#features/people/import/person-draft.ts';
import { m } from '#locales/compiled/messages.js';

type Locale = 'en' | 'fr';
type Words = (inputs: Record<string, never>, options?: { locale?: Locale }) => string;

const rowRefusals: Record<RowRefusal, Words> = {
	'nobody-in-row': m.people_import_row_nobody_in_row,
	'wrong-cell-count': m.people_import_row_wrong_cell_count,
	'shifted-row': m.people_import_row_shifted_row,
	'identifier-of-another': m.people_import_row_identifier_of_another,
};

export function rowRefusalWords(reason: string, locale?: Locale): string {
	const words = rowRefusals[reason as RowRefusal];
	return words ? words({}, locale && { locale }) : reason;
}

const problems: Record<ProblemKind, Words> = {
	'bad-email': m.people_import_problem_bad_email,
	'impossible-birth-date': m.people_import_problem_impossible_birth_date,
	'impossible-phone': m.people_import_problem_impossible_phone,
	'unassigned-phone': m.people_import_problem_unassigned_phone,
	'formula-in-cell': m.people_import_problem_formula_in_cell,
	'unreadable-characters': m.people_import_problem_unreadable_characters,
	'unknown-gender': m.people_import_problem_unknown_gender,
	'unknown-country': m.people_import_problem_unknown_country,
	'unknown-support-level': m.people_import_problem_unknown_support_level,
	'value-too-long': m.people_import_problem_value_too_long,
};

export function problemWords(kind: ProblemKind): string {
	return problems[kind]({});
}

type LineWords = (inputs: { line: number }) => string;
const failures: Record<string, LineWords> = {
	'binary-file': () => m.people_import_file_binary_file(),
	'compressed-file': () => m.people_import_file_compressed_file(),
	'empty-file': () => m.people_import_file_empty_file(),
	'header-only': () => m.people_import_file_header_only(),
	'spreadsheet-file': () => m.people_import_file_spreadsheet_file(),
	'line-too-long': m.people_import_file_line_too_long,
	'nul-bytes': m.people_import_file_nul_bytes,
	'too-many-columns': m.people_import_file_too_many_columns,
	'unterminated-quote': m.people_import_file_unterminated_quote,
	'not-recognised': () => m.people_import_file_not_recognised(),
};

/** What is wrong with a file, and what to do. */
export function failureWords({ kind, line }: NonNullable<ImportView['failure']>): string {
	return failures[kind]?.({ line: line ?? 1 }) ?? kind;
}

const uploadRefusals: Record<string, () => string> = {
	'no-file': m.people_import_no_file,
	'file-empty': m.people_import_file_empty_file,
	'file-too-large': m.people_import_file_too_large,
};

export function uploadRefusalWords(refusal: string): string | null {
	return uploadRefusals[refusal]?.() ?? null;
}

const states: Record<ImportView['state'], () => string> = {
	checking: m.people_import_state_checking,
	ready: m.people_import_state_ready,
	running: m.people_import_state_running,
	paused: m.people_import_state_paused,
	stopped: m.people_import_state_stopped,
	done: m.people_import_state_done,
	refused: m.people_import_state_refused,
};

export function stateWords(state: ImportView['state']): string {
	return states[state]();
}

const presets: Record<string, () => string> = {
	'electoral-roll-fr': m.people_import_preset_electoral_roll_fr,
	nationbuilder: m.people_import_preset_nationbuilder,
	van: m.people_import_preset_van,
	'action-network': m.people_import_preset_action_network,
	generic: m.people_import_preset_generic,
};

export function presetWords(preset: string): string {
	return presets[preset]?.() ?? preset;
}

const fields: Record<string, () => string> = {
	given_name: m.people_field_given_name,
	additional_name: m.people_field_additional_name,
	family_name: m.people_field_family_name,
	birth_name: m.people_field_birth_name,
	used_name: m.people_field_used_name,
	gender: m.people_field_gender,
	birth_date: m.people_field_birth_date,
	birth_year: m.people_field_birth_year,
	languages: m.people_field_languages,
	contact_points: m.people_field_contact_points,
	address: m.people_field_address,
};

export function fieldWords(field: string): string {
	return fields[field]?.() ?? field;
}
