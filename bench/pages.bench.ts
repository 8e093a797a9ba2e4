/**
 * Pages of a node with 100,000 people. The web process has one core to itself; PostgreSQL and the load share another
 * (with more cores, the load has a third).
 */
import { execFileSync, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Secret, TOTP } from 'otpauth';
import { createAccount, openSession } from '../app/src/features/identity/server/commands.ts';
import { setUpTotp } from '../app/src/features/identity/server/second-factor.ts';
import { findAccountBySession } from '../app/src/features/identity/server/sessions.ts';
import { setNodeUp } from '../app/src/features/node/server/commands.ts';
import { PROGRAM } from '../app/src/server/database.ts';
import type { Running } from '../app/src/server/running.ts';
import { buildSiteIfChanged } from '../app/src/server/site-build.ts';
import { NODE_FLAGS } from '../app/src/server/supervisor.ts';
import { openBrowser } from '../e2e/browser.ts';
import { withBenchNode } from './bench-node.ts';
import { fillWithPeople } from './many-people.ts';
import type { LoadedPage, LoadReport, LoadWish } from './page-load.ts';
import type { Figure } from './run.ts';

const PEOPLE = 100_000;
const CORES = { web: '0', database: '1', load: availableParallelism() > 2 ? '2' : '1' };
const SOURCE = join(import.meta.dirname, '../app/src');

export async function run(): Promise<Figure[]> {
	await buildSiteIfChanged((line) => process.stderr.write(`${line}\n`));
	return withBenchNode(async ({ running, port }) => {
		await fillWithPeople(running.database, PEOPLE);
		const cookie = `groundswell=${await signAdministratorIn(running)}`;
		const postmaster = readFileSync(join(running.folder.cluster, 'postmaster.pid'), 'utf8').split('\n')[0] ?? '';
		pin(postmaster, CORES.database);
		const { pid, stop } = await startWebProcess(running, port);
		try {
			return await measure(`http://localhost:${port}`, cookie, { web: String(pid), database: postmaster });
		} finally {
			await stop();
		}
	});
}

/** The number of the process whose children count with it. */
type Processes = Record<'web' | 'database', string>;

async function measure(origin: string, cookie: string, processes: Processes): Promise<Figure[]> {
	const signIn: LoadedPage = { path: '/sign-in', words: ['<form', 'type="email"', 'type="password"'] };
	const people: LoadedPage = { path: '/people', cookie, words: ['100,000', 'href="/people/'] };
	// Compiled and cached before anything is counted, as in a process that has run for a minute.
	for (const page of [signIn, people]) await load({ kind: 'saturate', origin, page, connections: 4, seconds: 3 });
	const rates: Figure[] = [];
	for (const [name, page] of [
		['signin', signIn],
		['people', people],
	] as const) {
		const before = { web: processorTime(processes.web), database: processorTime(processes.database) };
		const { good, seconds } = await load({ kind: 'saturate', origin, page, connections: 20, seconds: 10 });
		rates.push({ name: `pages.${name}`, value: good / seconds, unit: 'requests/s' });
		for (const part of ['web', 'database'] as const) {
			const used = processorTime(processes[part]) - before[part];
			rates.push({ name: `pages.${name}.${part}`, value: (used * 1000) / good, unit: 'ms of processor a request' });
		}
	}
	const steady = await load({ kind: 'steady', origin, pages: [signIn, people], perSecond: 200, seconds: 15 });
	return [
		...rates,
		{ name: 'pages.p50', value: quantile(steady, 0.5), unit: 'ms' },
		{ name: 'pages.p99', value: quantile(steady, 0.99), unit: 'ms' },
		{ name: 'pages.js', value: Math.max(await weighScripts(`${origin}/sign-in`), await weighScripts(`${origin}/`)), unit: 'kB' },
	];
}

function quantile({ latencies }: LoadReport, share: number): number {
	return latencies[Math.ceil(latencies.length * share) - 1] ?? Number.NaN;
}

async function signAdministratorIn(running: Running): Promise<string> {
	const { database } = running;
	const { token } = await database.writing(PROGRAM, async (writer) => {
		await setNodeUp(writer, { name: 'Bench' });
		const grants = [{ role: 'administrator', scopeKind: 'node', scopeId: null }] as const;
		const made = await createAccount(writer, { email: 'ada@example.org', displayName: 'Ada', grants, isEmailConfirmed: true });
		if (made === 'email-taken') throw new Error(made);
		return openSession(writer, { accountId: made.accountId, method: 'password', device: 'bench', secondFactorAt: new Date() });
	});
	const account = await findAccountBySession(database, token);
	const secret = new Secret({ size: 20 }).base32;
	const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
	const made = account ? await setUpTotp(running, account, { secret, code }) : 'no-account';
	if (typeof made === 'string') throw new Error(made);
	return made.token;
}

function pin(pid: string, core: string): void {
	execFileSync('taskset', ['--all-tasks', '--cpu-list', '--pid', core, pid]);
}

async function startWebProcess({ config }: Running, port: number): Promise<{ pid: number; stop: () => Promise<void> }> {
	const profile = process.env.BENCH_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`] : [];
	const words = ['--cpu-list', CORES.web, process.execPath, ...profile, ...(NODE_FLAGS['web.ts'] ?? []), join(SOURCE, 'web.ts')];
	const child = spawn('taskset', words, {
		env: { ...process.env, DATA_DIR: config.dataDir, PORT: String(port), LOG_LEVEL: 'warn' },
		stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
	});
	await once(child, 'message');
	const stop = async () => {
		child.kill('SIGTERM');
		await once(child, 'exit');
	};
	return { pid: child.pid as number, stop };
}

/** Seconds of processor that a process and its children have used: on a busy machine it tells more than the clock. */
function processorTime(pid: string): number {
	const TICKS_PER_SECOND = 100;
	let ticks = 0;
	for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
		try {
			const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
			const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
			if (name === pid || fields[1] === pid) ticks += Number(fields[11]) + Number(fields[12]);
		} catch {
			// It ended just now.
		}
	}
	return ticks / TICKS_PER_SECOND;
}

/** @throws when any answer was bad: a fast mistake is no figure. */
async function load(wish: LoadWish): Promise<LoadReport> {
	const child = fork(join(import.meta.dirname, 'page-load.ts'));
	pin(String(child.pid), CORES.load);
	child.send(wish);
	const [report] = (await once(child, 'message')) as [LoadReport];
	if (report.bad > 0 || report.good === 0)
		throw new Error(`${report.bad} bad answers of ${report.bad + report.good}: ${JSON.stringify(wish)}`);
	return report;
}

/** Kilobytes (10³ bytes, gzipped) of every script that a first visit fetches or finds in the page. */
async function weighScripts(address: string): Promise<number> {
	const browser = await openBrowser();
	try {
		const page = await browser.newPage();
		const scripts: Promise<Buffer>[] = [];
		page.on('response', (answer) => {
			if (/javascript/.test(answer.headers()['content-type'] ?? '')) scripts.push(answer.body());
		});
		await page.goto(address, { waitUntil: 'networkidle' });
		const inline = await page.locator('script:not([src])').allTextContents();
		const all = [...(await Promise.all(scripts)), ...inline.map((text) => Buffer.from(text))];
		return all.reduce((sum, text) => sum + gzipSync(text).length, 0) / 1000;
	} finally {
		await browser.close();
	}
}
