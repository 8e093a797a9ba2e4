/**
 * Keeps a node alive: PostgreSQL (embedded or the host's own), web processes and the worker. Each may die at any moment;
 * the supervisor starts it again, and stops all of them in order.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Config, HostError } from './config.ts';
import type { DataFolder } from './data-folder.ts';
import { log } from './log.ts';
import { type RunningCluster, startCluster } from './postgres/cluster.ts';
import type { ClusterOptions } from './postgres/server-settings.ts';
import { forgetProcesses, writeListeningAt, writeProcesses } from './supervisor-processes.ts';

const SOURCE = join(import.meta.dirname, '..');
/**
 * A page leaves many small objects behind: a larger nursery halves the time spent on collecting them. The worker's rows
 * live longer, and a small nursery keeps its memory low (an import's peak: 395 → 285 MB).
 */
export const NODE_FLAGS: Readonly<Record<string, readonly string[]>> = {
	'web.ts': ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=64'],
	'worker.ts': ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=8'],
};
/** A process that dies again within this time waits longer before its next start. */
const STABLE_AFTER_MS = 10_000;
const LONGEST_WAIT_MS = 3_000;
const STOP_WITHIN_MS = 20_000;

type Kept = { name: string; script: string; child: ChildProcess | null; deaths: number };

export class Supervisor {
	readonly #config: Config;
	readonly #folder: DataFolder;
	readonly #clusterOptions: ClusterOptions;
	readonly #kept: Kept[];
	#cluster: RunningCluster | null;
	#stopping = false;

	/** `cluster` is the running embedded server, or null when the host's own is used. */
	constructor(config: Config, folder: DataFolder, cluster: RunningCluster | null, clusterOptions: ClusterOptions) {
		this.#config = config;
		this.#folder = folder;
		this.#cluster = cluster;
		this.#clusterOptions = clusterOptions;
		const webs = Array.from({ length: config.webProcesses }, (_, at) => ({ name: `web ${at + 1}`, script: 'web.ts' }));
		this.#kept = [...webs, { name: 'worker', script: 'worker.ts' }].map((process) => ({ ...process, child: null, deaths: 0 }));
	}

	/** Starts every process; resolves when all are ready. */
	async start(): Promise<void> {
		if (this.#cluster) void this.#watchCluster(this.#cluster);
		await Promise.all(this.#kept.map((kept) => this.#launch(kept)));
	}

	#noteProcesses(): void {
		if (this.#stopping) return;
		try {
			writeProcesses(this.#folder, this.pids());
			writeListeningAt(this.#folder, this.#config);
		} catch (fault) {
			// On a full disk the node goes on serving.
			log.warn('the list of processes could not be written', { code: (fault as NodeJS.ErrnoException).code ?? null });
		}
	}

	/** The numbers of the processes, for tests and `health`. */
	pids(): Record<string, number | undefined> {
		return {
			supervisor: process.pid,
			postgres: this.#cluster?.pid,
			...Object.fromEntries(this.#kept.map((kept) => [kept.name, kept.child?.pid])),
		};
	}

	/** Requests and job batches under way end first, PostgreSQL last. */
	async stop(): Promise<void> {
		this.#stopping = true;
		await Promise.all(this.#kept.map((kept) => stopChild(kept.child)));
		await this.#cluster?.stop();
		forgetProcesses(this.#folder);
	}

	/** Resolves when the process is ready or has died; after a death it is launched again. */
	#launch(kept: Kept): Promise<void> {
		const child = fork(join(SOURCE, kept.script), {
			env: { ...process.env, ...environmentOf(this.#config) },
			execArgv: [...(NODE_FLAGS[kept.script] ?? [])],
			stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
			// Its own process group: Ctrl-C reaches the supervisor alone, which stops the others in order.
			detached: true,
		});
		kept.child = child;
		this.#noteProcesses();
		const began = Date.now();
		return new Promise((resolve) => {
			child.once('message', () => resolve());
			child.once('exit', (code, signal) => {
				kept.child = null;
				resolve();
				if (this.#stopping) return;
				kept.deaths = Date.now() - began > STABLE_AFTER_MS ? 1 : kept.deaths + 1;
				log.warn('process ended and is started again', { process: kept.name, code, signal });
				// The first restart is at once: a killed web process is missed by people.
				const wait = kept.deaths === 1 ? 0 : Math.min(LONGEST_WAIT_MS, 200 * 2 ** Math.min(kept.deaths, 8));
				void sleep(wait).then(() => (this.#stopping ? undefined : this.#launch(kept)));
			});
		});
	}

	async #watchCluster(cluster: RunningCluster): Promise<void> {
		await cluster.ended;
		for (let attempt = 1; !this.#stopping; attempt++) {
			log.warn('PostgreSQL ended and is started again', { count: attempt });
			try {
				this.#cluster = await startCluster(this.#folder, this.#clusterOptions);
				// Asked to stop while it was starting.
				if (this.#stopping) return await this.#cluster.stop();
				this.#noteProcesses();
				void this.#watchCluster(this.#cluster);
				return;
			} catch {
				await sleep(Math.min(LONGEST_WAIT_MS, 500 * attempt));
			}
		}
	}
}

/** Children read the same configuration again, whether it came from the environment or the command line. */
function environmentOf(config: Config): Record<string, string> {
	return {
		DATA_DIR: config.dataDir,
		PORT: String(config.port),
		HOST: config.host,
		PUBLIC_URL: config.publicUrl.href,
		BACKUP_DIR: config.backupDir,
		WEB_PROCESSES: String(config.webProcesses),
		...(config.databaseUrl && { DATABASE_URL: config.databaseUrl }),
	};
}

async function stopChild(child: ChildProcess | null): Promise<void> {
	if (!child || child.exitCode !== null) return;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.kill('SIGTERM');
	if ((await Promise.race([ended, sleep(STOP_WITHIN_MS, 'late', { ref: false })])) === 'late') child.kill('SIGKILL');
	await ended;
}

/** @throws HostError when another program listens there, or this user may not. */
export function checkPort(host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', (fault: NodeJS.ErrnoException) => {
			if (fault.code === 'EADDRINUSE')
				reject(new HostError(`Port ${port} is taken by another program: choose another one with --port.`, 75));
			else if (fault.code === 'EACCES')
				reject(new HostError(`This user may not listen on port ${port}: choose one above 1023 with --port.`, 77));
			else if (fault.code === 'EADDRNOTAVAIL' || fault.code === 'ENOTFOUND')
				reject(new HostError(`${host} is not an address of this machine: correct HOST.`, 78));
			else reject(fault);
		});
		probe.listen({ host, port }, () => probe.close(() => resolve()));
	});
}
