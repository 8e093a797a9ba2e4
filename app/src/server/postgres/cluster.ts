/** The embedded PostgreSQL: made, started, watched and stopped by its own native binaries. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { HostError } from '../config.ts';
import { type DataFolder, readSecrets } from '../data-folder.ts';
import { findBinaries } from './binaries.ts';
import { archiveSettings, type ClusterOptions, recoverySettings, serverSettings } from './server-settings.ts';
import { asUnprivileged, isOfServerAccount } from './unprivileged.ts';

export const SUPERUSER = 'postgres';

/** The folder of PostgreSQL's socket. Unix allows 107 bytes; a longer path moves to the temporary folder. */
export function socketFolder(folder: DataFolder): string {
	const inside = join(folder.root, 'run');
	if (Buffer.byteLength(join(inside, '.s.PGSQL.5432.lock')) <= 100) return inside;
	return join(tmpdir(), `groundswell-${createHash('sha256').update(folder.root).digest('hex').slice(0, 16)}`);
}

function openSocketFolder(folder: DataFolder): string {
	const sockets = socketFolder(folder);
	mkdirSync(sockets, { recursive: true, mode: 0o700 });
	const { uid } = lstatSync(sockets);
	// In the temporary folder anybody could have put one there before us.
	if (!lstatSync(sockets).isDirectory() || (uid !== process.getuid?.() && !isOfServerAccount(uid)))
		throw new HostError(`${sockets} belongs to somebody else: remove it, or choose a shorter path for the data folder.`, 77);
	return sockets;
}

/**
 * Makes the cluster when there is none.
 * @throws HostError when it belongs to another major version.
 */
export function createClusterIfMissing(folder: DataFolder): void {
	const { initdb, major } = findBinaries();
	const versionFile = join(folder.cluster, 'PG_VERSION');
	if (existsSync(versionFile)) {
		const theirs = Number(readFileSync(versionFile, 'utf8'));
		if (theirs === major) return;
		throw new HostError(
			theirs > major
				? `${folder.root} was written by PostgreSQL ${theirs}, newer than this program’s ${major}: install the newer Groundswell that wrote it.`
				: `${folder.root} was written by PostgreSQL ${theirs}, older than this program’s ${major}: make an archive with the Groundswell that wrote it, then «groundswell unarchive» it into a new folder.`,
			65,
		);
	}
	// A first start that was interrupted leaves a half-made cluster, which holds nothing yet.
	const making = `${folder.cluster}.making`;
	rmSync(making, { recursive: true, force: true });
	mkdirSync(making, { mode: 0o700 });
	// Not among the keys, which the account that PostgreSQL may run as cannot reach.
	const passwordFile = join(folder.root, '.superuser');
	writeFileSync(passwordFile, readSecrets(folder).superuser, { mode: 0o600 });
	const [command, ...args] = asUnprivileged(initdb, folder, [making, passwordFile]);
	try {
		execFileSync(
			command,
			[
				...args,
				'-D',
				making,
				'-U',
				SUPERUSER,
				'--pwfile',
				passwordFile,
				'--auth=scram-sha-256',
				'--encoding=UTF8',
				'--locale-provider=builtin',
				'--builtin-locale=C.UTF-8',
				'--locale=C',
				'--data-checksums',
				'--no-instructions',
				'--no-sync',
			],
			{ stdio: 'pipe', env: cleanEnvironment() },
		);
	} catch (fault) {
		const said = String((fault as { stderr?: Buffer }).stderr ?? fault);
		if (isDiskFull(said)) throw new HostError(`The disk of ${folder.root} is full: free some space, then start again.`, 74);
		const why = said.split('\n').find((line) => /error|FATAL|PANIC/.test(line)) ?? 'no reason given';
		throw new HostError(`PostgreSQL could not make its files in ${folder.root}: ${why}.`, 73);
	} finally {
		rmSync(passwordFile, { force: true });
	}
	execFileSync('sync', ['-f', making]);
	execFileSync('mv', ['-T', making, folder.cluster]);
}

/** The host's own PGDATA, PGPORT and locale must not reach the embedded server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
	const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('PG') && !name.startsWith('LC_'));
	return { ...Object.fromEntries(kept), LC_ALL: 'C', TZ: 'UTC' };
}

export type RunningCluster = Readonly<{
	pid: number;
	/** Settles when the server has ended, for whatever reason. */
	ended: Promise<void>;
	stop: () => Promise<void>;
}>;

/** Starts the server and waits until it answers. An orphan of a killed program is stopped first. */
export async function startCluster(folder: DataFolder, options: ClusterOptions = {}): Promise<RunningCluster> {
	await stopOrphan(folder);
	const sockets = openSocketFolder(folder);
	const owned = [folder.cluster, sockets, ...(options.archive ? [options.archive.folder] : [])];
	const read = options.recovery && existsSync(options.recovery.folder) ? [options.recovery.folder] : [];
	const [command, ...args] = asUnprivileged(findBinaries().postgres, folder, owned, read);
	const settings = {
		...serverSettings(sockets),
		...archiveSettings(options.archive),
		...recoverySettings(options.recovery),
		...options.settings,
	};
	const log = join(folder.logs, 'postgres.log');
	const logStart = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
	const logFile = openSync(log, 'a', 0o600);
	const child = spawn(
		command,
		[...args, '-D', folder.cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
		{
			stdio: ['ignore', logFile, logFile],
			env: cleanEnvironment(),
			// Its own process group: Ctrl-C must reach the supervisor first, so that requests under way can end.
			detached: true,
		},
	);
	closeSync(logFile);
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	child.once('error', () => {});
	await waitUntilReady(folder, child, { ended, logStart });
	return { pid: child.pid as number, ended, stop: () => stopServer(child, ended) };
}

type Start = { ended: Promise<void> /** Bytes of the log before this start. */; logStart: number };

async function waitUntilReady(folder: DataFolder, child: ChildProcess, start: Start): Promise<void> {
	let alive = true;
	void start.ended.then(() => {
		alive = false;
	});
	// Without a deadline: replaying the WAL can take minutes, and the server either gets there or ends.
	for (; alive; await sleep(40)) {
		const client = new pg.Client(superuserConnection(folder, 'postgres'));
		try {
			await client.connect();
			const { rows } = await client.query('select pg_is_in_recovery() as recovers');
			await client.end();
			if (!rows[0].recovers) return;
		} catch (fault) {
			await client.end().catch(() => {});
			if ((fault as { code?: string }).code === '28P01') {
				child.kill('SIGINT');
				throw new HostError(
					`${join(folder.keys, 'secrets.json')} does not belong to the database beside it: put back the one that was there.`,
					65,
				);
			}
		}
	}
	throw new ClusterFailed(readFileSync(join(folder.logs, 'postgres.log')).subarray(start.logStart).toString(), folder);
}

/** The server ended before it answered. */
export class ClusterFailed extends HostError {
	/** What the server wrote during this start. */
	readonly log: string;
	constructor(log: string, folder: DataFolder) {
		const isFull = isDiskFull(log);
		super(
			isFull
				? `The disk of ${folder.root} is full: free some space, then start again.`
				: `PostgreSQL did not start: ${lastWords(log)}. Its log is ${join(folder.logs, 'postgres.log')}.`,
			isFull ? 74 : 70,
		);
		this.log = log;
	}
}

function isDiskFull(said: string): boolean {
	return /No space left on device|child process was terminated by signal 7/.test(said);
}

/** The last fatal line of the server's log, without its time. */
export function lastWords(log: string): string {
	const last = log.split('\n').findLast((line) => /FATAL|PANIC/.test(line));
	return last?.replace(/^.*?(FATAL|PANIC): +/, '') ?? 'no reason given';
}

/** Waits for sessions to end for a moment, then ends them: a fast shutdown, which loses no committed work. */
async function stopServer(child: ChildProcess, ended: Promise<void>): Promise<void> {
	child.kill('SIGINT');
	const late = sleep(60_000, 'late', { ref: false });
	if ((await Promise.race([ended, late])) === 'late') child.kill('SIGQUIT');
	await ended;
}

/** Stops a server that outlived its program. It is ours: this program holds the folder's lock. */
export async function stopOrphan(folder: DataFolder): Promise<void> {
	const pidFile = join(folder.cluster, 'postmaster.pid');
	const pid = orphanPid(folder);
	if (pid) {
		process.kill(pid, 'SIGINT');
		for (const deadline = Date.now() + 60_000; isAlive(pid) && Date.now() < deadline; ) await sleep(50);
		if (isAlive(pid)) process.kill(pid, 'SIGQUIT');
		while (isAlive(pid)) await sleep(50);
	}
	rmSync(pidFile, { force: true });
}

/** The server's number as this program's namespace sees it: the file may hold another namespace's. */
function orphanPid(folder: DataFolder): number | undefined {
	const written = join(folder.cluster, 'postmaster.pid');
	if (!existsSync(written)) return undefined;
	const pid = Number(readFileSync(written, 'utf8').split('\n')[0]);
	try {
		const sameCommand = readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder.cluster);
		return sameCommand && statSync(`/proc/${pid}`) ? pid : undefined;
	} catch {
		return undefined;
	}
}

function isAlive(pid: number): boolean {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		return !stat.slice(stat.lastIndexOf(')') + 2).startsWith('Z');
	} catch {
		return false;
	}
}

export function superuserConnection(folder: DataFolder, database: string): pg.ClientConfig {
	return { host: socketFolder(folder), user: SUPERUSER, password: readSecrets(folder).superuser, database };
}
