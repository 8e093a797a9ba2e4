/** Which processes a node consists of, on disk: `health` shows them, and a start ends what a killed supervisor left. */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DataFolder, processBirth, writeFileDurably } from './data-folder.ts';

export type KnownProcess = { name: string; pid: number; isAlive: boolean };

/** A left-over web process lets its requests end; this long the next start waits for it. */
const LEFTOVERS_END_WITHIN_MS = 5_000;

function processesFile(folder: DataFolder): string {
	return join(folder.root, 'processes.json');
}

export function writeProcesses(folder: DataFolder, pids: Record<string, number | undefined>): void {
	const known = Object.entries(pids).flatMap(([name, pid]) => (pid ? [{ name, pid, birth: processBirth(pid) }] : []));
	writeFileDurably(processesFile(folder), `${JSON.stringify(known, null, '\t')}\n`);
}

export function forgetProcesses(folder: DataFolder): void {
	rmSync(processesFile(folder), { force: true });
}

/** Where the site listens: a node may have been started with another port than a later command assumes. */
export type ListeningAt = { host: string; port: number };

export function writeListeningAt(folder: DataFolder, { host, port }: ListeningAt): void {
	writeFileDurably(join(folder.root, 'listening.json'), `${JSON.stringify({ host, port })}\n`);
}

export function readListeningAt(folder: DataFolder): ListeningAt | null {
	try {
		return JSON.parse(readFileSync(join(folder.root, 'listening.json'), 'utf8'));
	} catch {
		return null;
	}
}

/** A number whose process was born at another time belongs to somebody else. */
export function readProcesses(folder: DataFolder): KnownProcess[] {
	let known: { name: string; pid: number; birth: string }[];
	try {
		known = JSON.parse(readFileSync(processesFile(folder), 'utf8'));
	} catch {
		return [];
	}
	return known.map(({ name, pid, birth }) => ({ name, pid, isAlive: birth !== '' && processBirth(pid) === birth }));
}

/** Ends web processes and worker of a supervisor that was killed; PostgreSQL is stopped by its own start. */
export async function endLeftovers(folder: DataFolder): Promise<void> {
	const left = () => readProcesses(folder).filter(({ name, isAlive }) => isAlive && name !== 'postgres' && name !== 'supervisor');
	const signal = (name: NodeJS.Signals) => {
		for (const { pid } of left()) {
			try {
				process.kill(pid, name);
			} catch {}
		}
	};
	if (left().length > 0) signal('SIGTERM');
	for (const deadline = Date.now() + LEFTOVERS_END_WITHIN_MS; left().length > 0 && Date.now() < deadline; ) await sleep(50);
	signal('SIGKILL');
	while (left().length > 0) await sleep(20);
	forgetProcesses(folder);
}
