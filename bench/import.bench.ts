/** The 60,000 rows of an electoral roll through the whole path: upload, check, run in the worker, report. */
import { fork } from 'node:child_process';
import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip } from 'node:zlib';
import { makeImport, steerImport } from '../app/src/features/people/server/import/commands.ts';
import { findImport } from '../app/src/features/people/server/import/queries.ts';
import { PROGRAM } from '../app/src/server/database.ts';
import { NODE_FLAGS } from '../app/src/server/supervisor.ts';
import { peakMemory, withBenchNode } from './bench-node.ts';
import type { Figure } from './run.ts';

const ROLL = join(import.meta.dirname, '../../shared/data/people/electoral-roll-belfort.csv.gz');

export async function run(): Promise<Figure[]> {
	if (!existsSync(ROLL)) {
		process.stderr.write('import: skipped, reference data not present\n');
		return [];
	}
	return withBenchNode(async ({ running: { database, folder, config } }) => {
		const worker = fork(join(import.meta.dirname, '../app/src/worker.ts'), {
			env: { ...process.env, DATA_DIR: config.dataDir, LOG_LEVEL: 'warn' },
			execArgv: [...(NODE_FLAGS['worker.ts'] ?? [])],
		});
		await new Promise((resolve) => worker.once('message', resolve));
		const began = performance.now();
		const made = await makeImport(database, PROGRAM, folder, { fileName: 'roll.csv', bytes: createReadStream(ROLL).pipe(createGunzip()) });
		if (!made.ok) throw new Error(made.refusal);
		const { importId } = made;
		const waitFor = async (state: string) => {
			for (;;) {
				const row = await database.reading(PROGRAM, (reader) => findImport(reader, importId));
				if (row?.state === state) return row;
				if (row?.state === 'refused') throw new Error(`refused: ${row.failure}`);
				await sleep(20);
			}
		};
		await waitFor('ready');
		const checked = performance.now();
		await steerImport(database, PROGRAM, folder, { importId, act: 'start' });
		const done = await waitFor('done');
		const ended = performance.now();
		const memory = peakMemory(worker.pid as number);
		const gone = new Promise((resolve) => worker.once('exit', resolve));
		worker.kill('SIGTERM');
		await gone;
		return [
			{ name: 'import.people', value: done.created_people, unit: 'people' },
			{ name: 'import.check', value: (checked - began) / 1000, unit: 's' },
			{ name: 'import.roll', value: (ended - began) / 1000, unit: 's' },
			{ name: 'import.memory', value: memory, unit: 'MB' },
		];
	});
}
