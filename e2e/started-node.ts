/** A whole node as a host starts it: the real command line in a process of its own, an empty data folder, a mailbox that takes its letters. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLetterBox } from './letter-box.ts';

const COMMAND_LINE = join(import.meta.dirname, '../app/src/cli.ts');
const STARTS_WITHIN_MS = 100_000;

export type StartedNode = Readonly<{
	address: string;
	setUpLink: string;
	dataFolder: string;
	letterBox: Awaited<ReturnType<typeof openLetterBox>>;
	/** Everything that the command printed so far, logs included. */
	said: () => string;
	/** Numbers of the processes by name: supervisor, postgres, web 1, worker. */
	processes: () => Record<string, number>;
	/** Stops as a host does. @throws when it ends with anything but 0 or leaves a process behind. */
	stop: () => Promise<void>;
}>;

export async function startNode(options: { words?: string[]; environment?: Record<string, string> } = {}): Promise<StartedNode> {
	const dataFolder = mkdtempSync(join(tmpdir(), 'groundswell-e2e-'));
	const letterBox = await openLetterBox();
	const port = await findFreePort();
	const words = ['start', '--data', dataFolder, '--port', String(port), ...(options.words ?? [])];
	const child = spawn(process.execPath, [COMMAND_LINE, ...words], {
		env: { ...process.env, NODE_ENV: undefined, VITEST: undefined, LOG_LEVEL: 'warn', SMTP_URL: letterBox.url, ...options.environment },
		stdio: ['ignore', 'pipe', 'pipe'],
	});
	const said = listen(child);
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const stop = async (): Promise<void> => {
		child.kill('SIGTERM');
		const code = await ended;
		const left = processesOf(dataFolder);
		for (const pid of left) process.kill(pid, 'SIGKILL');
		await letterBox.close();
		rmSync(dataFolder, { recursive: true, force: true });
		if (code !== 0 || left.length > 0) throw new Error(`the node ended with ${code}, ${left.length} processes stayed:\n${said()}`);
	};
	const isUp = async () => {
		for (const deadline = Date.now() + STARTS_WITHIN_MS; Date.now() < deadline; await sleep(50))
			if (said().includes('Stop: Ctrl-C')) return true;
		return false;
	};
	if (!(await Promise.race([isUp(), ended.then(() => false)]))) {
		await stop().catch(() => {});
		throw new Error(`the node did not start:\n${said()}`);
	}
	return {
		address: /^Groundswell runs at (\S+?)\/?$/m.exec(said())?.[1] ?? '',
		setUpLink: /^Set it up: (\S+)$/m.exec(said())?.[1] ?? '',
		dataFolder,
		letterBox,
		said,
		processes: () => readProcesses(dataFolder),
		stop,
	};
}

function listen(child: ChildProcess): () => string {
	let text = '';
	child.stdout?.setEncoding('utf8').on('data', (part: string) => {
		text += part;
	});
	child.stderr?.setEncoding('utf8').on('data', (part: string) => {
		text += part;
	});
	return () => text;
}

function readProcesses(dataFolder: string): Record<string, number> {
	const known: { name: string; pid: number }[] = JSON.parse(readFileSync(join(dataFolder, 'processes.json'), 'utf8'));
	return Object.fromEntries(known.map(({ name, pid }) => [name, pid]));
}

/** Whoever still names the folder in its command line or environment belongs to the node. */
function processesOf(dataFolder: string): number[] {
	return readdirSync('/proc')
		.map(Number)
		.filter((pid) => pid > 0 && pid !== process.pid)
		.filter((pid) => {
			try {
				return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(dataFolder));
			} catch {
				return false;
			}
		});
}

function findFreePort(): Promise<number> {
	return new Promise((resolve) => {
		const probe = createServer();
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}
