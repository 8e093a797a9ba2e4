import { createReadStream, existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DryRun } from '../features/people/import/dry-run.ts';
import { viewImport } from '../features/people/import/import-view.ts';
import { knownPresets } from '../features/people/import/presets/known-presets.ts';
import { checkImport } from '../features/people/server/import/check-import.ts';
import { makeImport, steerImport } from '../features/people/server/import/commands.ts';
import { findImport } from '../features/people/server/import/queries.ts';
import { runImport } from '../features/people/server/import/run-import.ts';
import { failureWords } from '../features/people/ui/import/words.ts';
import { HostError } from '../server/config.ts';
import { PROGRAM } from '../server/database.ts';
import type { JobContext } from '../server/jobs.ts';
import type { Running } from '../server/running.ts';
import type { Command } from './command.ts';
import { withNode } from './open-node.ts';

const EXIT_DATA = 65;
const EXIT_NO_INPUT = 66;

export const importPeople: Command = {
	name: 'import',
	parameters: 'FILE',
	summary: 'Brings people in from a file: first says what would happen, then does it.',
	options: {
		preset: {
			type: 'string',
			value: 'NAME',
			meaning: `what the file is: ${knownPresets.map(({ name }) => name).join(', ')} (default: recognised)`,
		},
		'dry-run': { type: 'boolean', meaning: 'say what would happen, and stop there' },
	},
	details:
		'A node that runs does the work in its worker; otherwise this command does it itself. Stop it at any time: it goes on where it was.',
	async run({ config, values, positionals }) {
		const [path] = positionals as [string];
		if (!existsSync(path) || !statSync(path).isFile()) throw new HostError(`There is no file ${path}.`, EXIT_NO_INPUT);
		const preset = values.preset === undefined ? null : String(values.preset);
		if (preset !== null && !knownPresets.some(({ name }) => name === preset)) throw new HostError(`There is no preset «${preset}».`, 64);
		return withNode(config, async ({ running, up }) => {
			const work = up ? doItself(running) : leaveToWorker;
			return bringIn(running, { path, preset, isDryRun: values['dry-run'] === true, work });
		});
	},
};

type Work = { check: (importId: string) => Promise<void>; run: (importId: string) => Promise<void> };
const leaveToWorker: Work = { check: async () => {}, run: async () => {} };

function doItself(running: Running): Work {
	const context: JobContext = { ...running, stopping: new AbortController().signal };
	return { check: (importId) => checkImport(importId, context), run: (importId) => runImport(importId, context) };
}

async function bringIn(
	running: Running,
	{ path, preset, isDryRun, work }: { path: string; preset: string | null; isDryRun: boolean; work: Work },
): Promise<number> {
	const { database, folder } = running;
	const made = await makeImport(database, PROGRAM, folder, { fileName: basename(path), bytes: createReadStream(path), preset });
	if (!made.ok)
		throw new HostError(
			made.refusal === 'file-empty' ? `${path} is empty.` : `${path} is larger than 2 GB: cut it into several files.`,
			EXIT_DATA,
		);
	const { importId } = made;
	await Promise.all([work.check(importId), follow(running, importId, 'checking')]);
	const row = await read(running, importId);
	if (row.state === 'refused')
		throw new HostError(`${path}: ${failureWords(viewImport(row, new Date()).failure ?? { kind: 'binary-file', line: null })}`, EXIT_DATA);
	sayDryRun(row.dry_run);
	if (isDryRun) {
		await steerImport(database, PROGRAM, folder, { importId, act: 'stop' });
		return 0;
	}
	await steerImport(database, PROGRAM, folder, { importId, act: 'start' });
	await Promise.all([work.run(importId), follow(running, importId, 'running')]);
	const done = viewImport(await read(running, importId), new Date());
	say(`${done.state}: ${done.created} new, ${done.updated} updated, ${done.unchanged} unchanged, ${done.refused} refused`);
	return done.state === 'done' ? 0 : 1;
}

async function read({ database }: Running, importId: string) {
	const row = await database.reading(PROGRAM, (reader) => findImport(reader, importId));
	if (!row) throw new HostError('The import has disappeared from the database.', 70);
	return row;
}

/** Shows progress on a terminal until the import leaves `state`. */
async function follow(running: Running, importId: string, state: 'checking' | 'running'): Promise<void> {
	for (;;) {
		const view = viewImport(await read(running, importId), new Date());
		if (view.state !== state) break;
		if (process.stderr.isTTY) process.stderr.write(`\r${state} ${Math.round(view.share * 100)} % `);
		await sleep(200);
	}
	if (process.stderr.isTTY) process.stderr.write('\r');
}

function sayDryRun(dryRun: DryRun | null): void {
	if (!dryRun) return;
	const refused = Object.values(dryRun.refusedByReason).reduce((sum, { count }) => sum + count, 0);
	say(
		`${dryRun.preset}: ${dryRun.rows} rows: ${dryRun.created} new, ${dryRun.updated} updated, ${dryRun.unchanged} unchanged, ${refused} refused`,
	);
	for (const [kind, { count, examples }] of Object.entries(dryRun.problemsByKind)) {
		say(`  ${count} × ${kind}, such as line ${examples[0]?.line}: ${examples[0]?.value}`);
	}
	if (dryRun.notKept > 0)
		say(`  ${dryRun.notKept} rows also hold tags, notes, support levels or wishes about contact, which are not kept yet: keep the file`);
}

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}
