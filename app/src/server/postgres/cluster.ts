/** The embedded PostgreSQL: made, started, watched and stopped by its own native binaries. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { HostError } from '../config.ts';
import { type DataFolder, readSecrets } from '../data-folder.ts';
import { findBinaries } from './binaries.ts';

export const SUPERUSER = 'postgres';

export type ClusterOptions = {
	/** Shell command that keeps a finished WAL segment (%p path, %f name); without it nothing is archived. */
	archiveCommand?: string;
	/** Further settings, as PostgreSQL names them. */
	settings?: Record<string, string>;
};

/** The folder of PostgreSQL's socket. Unix allows 107 bytes; a longer path moves to the temporary folder. */
export function socketFolder(folder: DataFolder): string {
	const inside = join(folder.root, 'run');
	if (Buffer.byteLength(join(inside, '.s.PGSQL.5432.lock')) <= 100) return inside;
	return join(tmpdir(), `groundswell-${createHash('sha256').update(folder.root).digest('hex').slice(0, 16)}`);
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
	const passwordFile = join(folder.keys, '.superuser');
	writeFileSync(passwordFile, readSecrets(folder).superuser, { mode: 0o600 });
	const [command, ...args] = asUnprivileged(initdb, folder);
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
		throw new HostError(
			`PostgreSQL could not make its files in ${folder.root}: ${String((fault as { stderr?: Buffer }).stderr ?? fault)
				.trim()
				.split('\n')
				.at(-1)}`,
			73,
		);
	} finally {
		rmSync(passwordFile, { force: true });
	}
	execFileSync('sync', ['-f', making]);
	execFileSync('mv', ['-T', making, folder.cluster]);
}

/** PostgreSQL refuses to run as root, so root runs it in a user namespace of its own: no account, no other rights. */
function asUnprivileged(command: string, folder: DataFolder): [string, ...string[]] {
	if (process.getuid?.() !== 0) return [command];
	if (hasUserNamespaces()) return ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--', command];
	// Where namespaces are forbidden, the account «nobody» owns the cluster.
	execFileSync(
		'chown',
		['-R', 'nobody:nogroup', folder.cluster, `${folder.cluster}.making`, socketFolder(folder)].filter(
			(path) => !path.startsWith('/') || existsSync(path),
		),
	);
	return ['setpriv', '--reuid=nobody', '--regid=nogroup', '--clear-groups', '--', command];
}

let namespaces: boolean | undefined;
function hasUserNamespaces(): boolean {
	if (namespaces === undefined) {
		try {
			execFileSync('unshare', ['--user', '--map-user=1000', '--map-group=1000', '--', 'true'], { stdio: 'ignore' });
			namespaces = true;
		} catch {
			namespaces = false;
		}
	}
	return namespaces;
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
	const sockets = socketFolder(folder);
	mkdirSync(sockets, { recursive: true, mode: 0o700 });
	const [command, ...args] = asUnprivileged(findBinaries().postgres, folder);
	const settings = { ...serverSettings(sockets), ...archiveSettings(options.archiveCommand), ...options.settings };
	const logFile = openSync(join(folder.logs, 'postgres.log'), 'a', 0o600);
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
	await waitUntilReady(folder, child, ended);
	return { pid: child.pid as number, ended, stop: () => stopServer(child, ended) };
}

/** Settings for one modest machine; memory by the machine's, connections for our own pools only. */
function serverSettings(sockets: string): Record<string, string> {
	const megabytes = totalmem() / 1024 ** 2;
	const sharedBuffers = Math.round(Math.min(2048, Math.max(64, megabytes / 8)));
	return {
		listen_addresses: '',
		unix_socket_directories: sockets,
		unix_socket_permissions: '0700',
		max_connections: '120',
		shared_buffers: `${sharedBuffers}MB`,
		effective_cache_size: `${Math.round(megabytes / 2)}MB`,
		work_mem: '16MB',
		maintenance_work_mem: `${Math.round(Math.min(512, Math.max(64, megabytes / 16)))}MB`,
		max_parallel_workers_per_gather: String(Math.min(2, availableParallelism())),
		wal_level: 'replica',
		max_wal_size: '2GB',
		wal_compression: 'on',
		checkpoint_timeout: '15min',
		random_page_cost: '1.1',
		jit: 'off',
		timezone: 'UTC',
		log_timezone: 'UTC',
		// Statements and error details quote people's data; they stay out of the log.
		log_min_error_statement: 'panic',
		log_error_verbosity: 'terse',
		log_checkpoints: 'off',
	};
}

function archiveSettings(command: string | undefined): Record<string, string> {
	return command ? { archive_mode: 'on', archive_command: command, archive_timeout: '300' } : { archive_mode: 'off' };
}

async function waitUntilReady(folder: DataFolder, child: ChildProcess, ended: Promise<void>): Promise<void> {
	let alive = true;
	void ended.then(() => {
		alive = false;
	});
	// Replaying the WAL after a crash can take minutes.
	for (const deadline = Date.now() + 10 * 60_000; alive && Date.now() < deadline; await sleep(40)) {
		const client = new pg.Client(superuserConnection(folder, 'postgres'));
		try {
			await client.connect();
			await client.end();
			return;
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
	const last = readFileSync(join(folder.logs, 'postgres.log'), 'utf8')
		.trim()
		.split('\n')
		.findLast((line) => /FATAL|PANIC/.test(line));
	throw new HostError(
		`PostgreSQL did not start: ${last?.replace(/^.*?(FATAL|PANIC): +/, '') ?? 'no reason given'}. Its log is ${join(folder.logs, 'postgres.log')}.`,
		70,
	);
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
