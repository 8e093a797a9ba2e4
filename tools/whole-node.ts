/** Runs the command line as a host does, and fills a small node, for tests of whole processes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { onTestFinished } from 'vitest';
import { openDataFolder } from '../app/src/server/data-folder.ts';
import { superuserConnection } from '../app/src/server/postgres/cluster.ts';

const CLI = join(import.meta.dirname, '../app/src/cli.ts');

export type Ended = { code: number | null; out: string; err: string };
export type CallOptions = { env?: Record<string, string> /** Words before the command: `setpriv …`. */; under?: string[] };

function launch(words: string[], { env = {}, under = [] }: CallOptions): ChildProcess {
	const [command = '', ...args] = [...under, process.execPath, '--disable-warning=ExperimentalWarning', CLI, ...words];
	// Nothing of the machine's own settings, and of the test runner's, reaches the node.
	const { PATH, HOME, TMPDIR } = process.env;
	return spawn(command, args, { env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a command to its end. */
export function groundswell(words: string[], options: CallOptions = {}): Promise<Ended> {
	return new Promise((resolve, reject) => {
		const child = launch(words, options);
		const ended: Ended = { code: null, out: '', err: '' };
		child.stdout?.on('data', (chunk) => (ended.out += chunk));
		child.stderr?.on('data', (chunk) => (ended.err += chunk));
		child.once('error', reject);
		child.once('close', (code) => resolve({ ...ended, code }));
	});
}

/** What a refusal is: one sentence, an exit code, no trace of the program. */
export function sentenceOf({ err, code }: Ended): string {
	const lines = err.trim().split('\n');
	if (code === 0 || lines.length !== 1 || !lines[0]?.startsWith('groundswell: '))
		throw new Error(`not one sentence (exit code ${code}):\n${err}`);
	return lines[0].slice('groundswell: '.length);
}

export type StartedNode = {
	port: number;
	child: ChildProcess;
	out: () => string;
	ended: Promise<number | null>;
	/** SIGTERM, and the exit code. */
	stop: () => Promise<number | null>;
};

/** Starts a node and waits until it says how to stop it. Stopped after the test at the latest. */
export async function startNode(data: string, options: CallOptions & { port?: number } = {}): Promise<StartedNode> {
	const port = options.port ?? (await findFreePort());
	const child = launch(['start', '--data', data, '--port', String(port)], options);
	let out = '';
	const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
	const stop = () => {
		child.kill('SIGTERM');
		return ended;
	};
	onTestFinished(async () => void (await stop()));
	await new Promise<void>((resolve, reject) => {
		const listen = (chunk: Buffer) => {
			out += chunk;
			if (out.includes('Stop: Ctrl-C')) resolve();
		};
		child.stdout?.on('data', listen);
		child.stderr?.on('data', listen);
		child.once('exit', (code) => reject(new Error(`the node ended with ${code} before it ran:\n${out}`)));
	});
	return { port, child, out: () => out, ended, stop };
}

export function findFreePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer().once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}

/** A folder that is gone after the test. */
export function makeFolder(prefix = 'groundswell-node-'): string {
	const path = mkdtempSync(join(tmpdir(), prefix));
	onTestFinished(() => rmSync(path, { recursive: true, force: true }));
	return path;
}

/** Runs SQL behind the walls of a node that runs. */
export async function behindWalls<Row extends pg.QueryResultRow>(
	connection: pg.ClientConfig | string,
	text: string,
	values: unknown[] = [],
): Promise<Row[]> {
	const client = new pg.Client(
		typeof connection === 'string' ? superuserConnection(openDataFolder(connection, 0), 'groundswell') : connection,
	);
	await client.connect();
	try {
		return (await client.query<Row>(text, values)).rows;
	} finally {
		await client.end();
	}
}

/** Every row of every table, as text, sorted: two nodes are equal when these are. */
export async function readEveryRow(connection: pg.ClientConfig | string): Promise<Record<string, string[]>> {
	const tables = await behindWalls<{ name: string }>(
		connection,
		"select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'schema_migrations' order by 1",
	);
	const rows: Record<string, string[]> = {};
	for (const { name } of tables) {
		const found = await behindWalls<{ row: string }>(connection, `select t::text as row from ${pg.escapeIdentifier(name)} t order by 1`);
		rows[name] = found.map(({ row }) => row);
	}
	return rows;
}

/** A few rows of every awkward kind: quotes, line breaks, tabs, no value, arrays, bytes, references in a circle of one table. */
export async function fillSample(connection: pg.ClientConfig | string, people = 200): Promise<{ personIds: string[] }> {
	const [source, parent, child, account] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
	const personIds = Array.from({ length: people }, () => uuidv7());
	const run = (text: string, values: unknown[]) => behindWalls(connection, text, values);
	await run("insert into sources (id, kind, name) values ($1, 'typed', $2)", [source, 'Riverside «list»\t\\N\n\\. and so on']);
	await run(
		"insert into areas (id, kind, code, name, parent_id) values ($1, 'district', 'd', 'Below', $2), ($2, 'commune', 'c', 'Above', null)",
		[child, parent],
	);
	await run(
		`insert into people (person_id, basis, source_id, given_name, family_name, sort_name, search_text, languages, birth_date, birth_year)
			select id, 'member', $2, 'Zoé "Z"', E'O''Hara\\\\', 'o', 'zoe', array['fr', 'a,b'], '1980-02-29', 1980 from unnest($1::uuid[]) id`,
		[personIds, source],
	);
	await run(
		"insert into contact_points (person_id, id, kind, value, as_written, source_id, recorded_for) select id, id, 'email', id || '@example.org', ' x\ty ', $2, id from unnest($1::uuid[]) id",
		[personIds, source],
	);
	await run("insert into accounts (id, email, display_name, totp_secret_sealed) values ($1, 'ada@example.org', 'Ada', '\\x00ff10')", [
		account,
	]);
	await run("insert into role_grants (account_id, role) values ($1, 'host')", [account]);
	await run("insert into mails (id, to_address, subject, text_body) values ($1, 'ada@example.org', 'Hello', E'One\\nTwo')", [uuidv7()]);
	await run('insert into outbox (id, event, body) values ($1, \'Tested\', \'{"n": [1, null, "ü"]}\')', [uuidv7()]);
	await run(
		"insert into audit_entries (id, event, person_ids) select gen_random_uuid(), 'person.read', array[id] from unnest($1::uuid[]) id",
		[personIds],
	);
	await run('select seal_audit(150)', []);
	return { personIds };
}
