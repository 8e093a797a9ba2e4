/** The version of this program, and of the one that last ran on a data folder. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DataFolder, writeFileDurably } from './data-folder.ts';

export const PROGRAM_VERSION: string = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8')).version;

export function lastProgramVersion(folder: DataFolder): string | undefined {
	try {
		return readFileSync(join(folder.root, 'version'), 'utf8').trim();
	} catch {
		return undefined;
	}
}

export function rememberProgramVersion(folder: DataFolder): void {
	if (lastProgramVersion(folder) !== PROGRAM_VERSION) writeFileDurably(join(folder.root, 'version'), `${PROGRAM_VERSION}\n`);
}
