/** From the command to the first answer on the address, with a data folder that exists: what a host waits after a restart. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildSiteIfChanged } from '../app/src/server/site-build.ts';
import type { Figure } from './run.ts';

const COMMAND_LINE = join(import.meta.dirname, '../app/src/cli.ts');
const WARM_STARTS = 3;

export async function run(): Promise<Figure[]> {
	await buildSiteIfChanged((line) => process.stderr.write(`${line}\n`));
	const folder = mkdtempSync(join(tmpdir(), 'groundswell-bench-'));
	try {
		const first = await timeStart(folder);
		const warm: number[] = [];
		for (let turn = 0; turn < WARM_STARTS; turn++) warm.push(await timeStart(folder));
		return [
			{ name: 'start.new', value: first, unit: 's' },
			{ name: 'start.warm', value: warm.sort((a, b) => a - b)[1] ?? Number.NaN, unit: 's' },
		];
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

/** Seconds from the command to the first 200. */
async function timeStart(folder: string): Promise<number> {
	const port = 20_000 + (process.pid % 20_000);
	const began = performance.now();
	const child = spawn(process.execPath, [COMMAND_LINE, 'start', '--data', folder, '--port', String(port)], {
		env: { ...process.env, LOG_LEVEL: 'error' },
		stdio: ['ignore', 'ignore', 'inherit'],
	});
	while (!(await isAnswering(port))) {
		if (child.exitCode !== null) throw new Error(`the node ended with ${child.exitCode}`);
		await sleep(10);
	}
	const seconds = (performance.now() - began) / 1000;
	child.kill('SIGTERM');
	await once(child, 'exit');
	return seconds;
}

async function isAnswering(port: number): Promise<boolean> {
	try {
		return (await fetch(`http://localhost:${port}/`)).status === 200;
	} catch {
		return false;
	}
}
