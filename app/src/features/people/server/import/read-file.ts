/** Opens an uploaded file as drafts: encoding, delimiter, preset, rows. */
import { createReadStream } from 'node:fs';
import type { CountryCode } from '#features/places/country.ts';
import { type DelimitedFile, type FileRefusal, openDelimited } from '#server/delimited/delimited.ts';
import { type Preset, recognisePreset } from '../../import/preset.ts';
import { knownPresets } from '../../import/presets/known-presets.ts';
import { createRowReader, type RowReader } from '../../import/row-reader.ts';

export type ImportFile = { file: DelimitedFile; preset: Preset; confidence: number; reader: RowReader };
export type FileFailure = FileRefusal['kind'] | 'not-recognised' | 'unknown-preset';
export type OpenedImport = { ok: true; opened: ImportFile } | { ok: false; failure: FileFailure; line: number | null };

/** `presetName`: the one that was chosen by hand; null recognises it from the header. */
export async function openImportFile(
	path: string,
	presetName: string | null,
	setting: { country: CountryCode; today: string },
): Promise<OpenedImport> {
	const { file, refused } = await openDelimited(createReadStream(path, { highWaterMark: 256 * 1024 }));
	if (refused) return { ok: false, failure: refused.kind, line: refused.line };
	const recognised = presetName === null ? recognisePreset(knownPresets, file.header) : findPreset(presetName);
	if (!recognised) return { ok: false, failure: presetName === null ? 'not-recognised' : 'unknown-preset', line: null };
	return {
		ok: true,
		opened: { file, ...recognised, reader: createRowReader({ preset: recognised.preset, header: file.header, ...setting }) },
	};
}

function findPreset(name: string): { preset: Preset; confidence: number } | null {
	const preset = knownPresets.find((known) => known.name === name);
	return preset ? { preset, confidence: 1 } : null;
}
