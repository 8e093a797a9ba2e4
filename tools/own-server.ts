/** A PostgreSQL of the machine's own, for tests of what a host's server does; the oldest that is installed. */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const INSTALLED = '/usr/lib/postgresql';
const PASSWORD = 'of a test';

/** Folder of the binaries, or nothing where no PostgreSQL from 15 on is installed. */
export function findOwnBinaries(): string | undefined {
	if (!existsSync(INSTALLED)) return undefined;
	const majors = readdirSync(INSTALLED).filter((name) => Number(name) >= 15);
	const major = majors.sort((a, b) => Number(a) - Number(b)).find((name) => existsSync(join(INSTALLED, name, 'bin/initdb')));
	return major && join(INSTALLED, major, 'bin');
}

export type OwnServer = { url: (database: string) => string; stop: () => Promise<void> };

/** Starts it on a folder and a socket of its own; the user of `url` may create databases and roles. */
export async function startOwnServer(binaries: string): Promise<OwnServer> {
	const root = mkdtempSync(join(tmpdir(), 'groundswell-own-'));
	const data = join(root, 'data');
	const passwordFile = join(root, 'password');
	writeFileSync(passwordFile, PASSWORD, { mode: 0o600 });
	const asUser = process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'] : [];
	const words = (program: string, args: string[]): [string, string[]] => {
		const [command = '', ...rest] = [...asUser, join(binaries, program), ...args];
		return [command, rest];
	};
	const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
	const initdb = words('initdb', [
		'-D',
		data,
		'-U',
		'admin',
		'--pwfile',
		passwordFile,
		'-A',
		'scram-sha-256',
		'-E',
		'UTF8',
		'--locale=C',
		'-N',
	]);
	execFileSync(...initdb, { stdio: 'pipe', env: environment });
	const settings = ['listen_addresses=', `unix_socket_directories=${root}`, 'fsync=off', 'full_page_writes=off', 'max_connections=200'];
	const logFile = openSync(join(root, 'log'), 'a');
	const server = spawn(...words('postgres', ['-D', data, ...settings.flatMap((setting) => ['-c', setting])]), {
		stdio: ['ignore', logFile, logFile],
		env: environment,
	});
	const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
	const url = (database: string) =>
		`postgres://admin:${encodeURIComponent(PASSWORD)}@localhost/${database}?host=${encodeURIComponent(root)}`;
	await waitForAnswer(url('postgres'));
	return {
		url,
		stop: async () => {
			server.kill('SIGINT');
			await ended;
			rmSync(root, { recursive: true, force: true });
		},
	};
}

async function waitForAnswer(connectionString: string): Promise<void> {
	for (let attempt = 0; ; attempt++) {
		const client = new pg.Client({ connectionString });
		try {
			await client.connect();
			await client.end();
			return;
		} catch (fault) {
			if (attempt > 200) throw fault;
			await sleep(50);
		}
	}
}
