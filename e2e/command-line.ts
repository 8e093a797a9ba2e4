/** The command line beside a node that runs, as its host uses it. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const COMMAND_LINE = join(import.meta.dirname, '../app/src/cli.ts');

/** @returns what the command wrote. @throws when it ended with anything but 0. */
export async function groundswell(dataFolder: string, words: string[]): Promise<string> {
	const { stdout } = await promisify(execFile)(process.execPath, [COMMAND_LINE, ...words, '--data', dataFolder]);
	return stdout;
}
