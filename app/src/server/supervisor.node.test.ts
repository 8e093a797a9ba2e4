import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { behindWalls, findFreePort, groundswell, makeFolder, startNode } from '../../../tools/whole-node.ts';
import { listBackups } from './backup/backup-folder.ts';
import { openDataFolder } from './data-folder.ts';
import { readProcesses } from './supervisor-processes.ts';

const pidOf = (data: string, name: string): number => {
	const found = readProcesses(openDataFolder(data, 0)).find((process) => process.name === name && process.isAlive);
	return found?.pid ?? 0;
};

async function ask(port: number): Promise<{ status: number; retryAfter: string | null } | null> {
	try {
		const answer = await fetch(`http://127.0.0.1:${port}/api/ready`, { signal: AbortSignal.timeout(8000) });
		await answer.arrayBuffer();
		return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
	} catch {
		return null;
	}
}

async function until(what: string, isSo: () => Promise<boolean> | boolean, withinMs = 40_000): Promise<void> {
	for (const deadline = Date.now() + withinMs; Date.now() < deadline; await sleep(50)) if (await isSo()) return;
	throw new Error(`waited in vain until ${what}`);
}

/** Whether a process that lives names the folder in its command line or environment; a dead one that nobody buried has neither. */
function belongsTo(data: string, pid: number): boolean {
	try {
		return ['cmdline', 'environ'].some((file) => readFileSync(`/proc/${pid}/${file}`, 'utf8').includes(data));
	} catch {
		return false;
	}
}

function findLeft(data: string): number[] {
	return readdirSync('/proc')
		.map(Number)
		.filter((pid) => pid > 0 && belongsTo(data, pid));
}

test('postgres, web and worker may be killed at any moment, and the node is well again by itself', async () => {
	const data = makeFolder();
	const node = await startNode(data);
	for (const name of ['worker', 'web 1', 'postgres']) {
		const before = pidOf(data, name);
		expect(before, name).toBeGreaterThan(0);
		process.kill(before, 'SIGKILL');
		if (name === 'postgres') {
			// While it is away: no page breaks, every answer says when to come again.
			const answers: Awaited<ReturnType<typeof ask>>[] = [];
			await until('the site answers well', async () => {
				answers.push(await ask(node.port));
				return answers.at(-1)?.status === 200 && pidOf(data, name) !== before;
			});
			for (const answer of answers) {
				expect([200, 503]).toContain(answer?.status);
				if (answer?.status === 503) expect(Number(answer.retryAfter)).toBeGreaterThan(0);
			}
		}
		await until(`${name} is another process`, () => ![0, before].includes(pidOf(data, name)));
		await until('the site is ready', async () => (await ask(node.port))?.status === 200);
	}
	// The new worker works: what is queued now gets done, the daily backup among it.
	for (const job of ['node.seal-audit', 'node.deposit-audit-head', 'node.deposit-ledger', 'node.keep-backups'])
		await behindWalls(data, "select graphile_worker.add_job($1, '{}')", [job]);
	await until('the queue is empty', async () => (await behindWalls(data, 'select from graphile_worker.jobs')).length === 0);
	expect(listBackups(join(data, 'backups')).map(({ reason }) => reason)).toEqual(['daily']);
	expect(existsSync(join(data, 'ledger/audit-heads.jsonl'))).toBe(true);
	expect(await node.stop()).toBe(0);
	expect(findLeft(data)).toEqual([]);
});

test('a supervisor that was killed leaves nothing in the way of the next start', async () => {
	const data = makeFolder();
	const node = await startNode(data, { env: { WEB_PROCESSES: '2' } });
	const old = ['postgres', 'web 1', 'web 2', 'worker'].map((name) => pidOf(data, name));
	expect(old.every((pid) => pid > 0)).toBe(true);
	node.child.kill('SIGKILL');
	await node.ended;
	const again = await startNode(data, { port: node.port });
	expect((await ask(again.port))?.status).toBe(200);
	expect(old.filter((pid) => belongsTo(data, pid))).toEqual([]);
	expect(await again.stop()).toBe(0);
	expect(findLeft(data)).toEqual([]);
});

test('two web processes share the port, and one of them may die unnoticed', async () => {
	const data = makeFolder();
	const node = await startNode(data, { env: { WEB_PROCESSES: '2' } });
	process.kill(pidOf(data, 'web 1'), 'SIGKILL');
	await sleep(100);
	let answered = 0;
	for (let at = 0; at < 20; at++) if ((await ask(node.port))?.status === 200) answered++;
	expect(answered).toBe(20);
	await until('both run', () => pidOf(data, 'web 1') > 0 && pidOf(data, 'web 2') > 0);
	expect(await node.stop()).toBe(0);
});

test('a request under way ends before the node stops', async () => {
	const data = makeFolder();
	const node = await startNode(data);
	// A body that is still being sent when the stop is asked for.
	const answer = new Promise<number>((resolve, reject) => {
		const slow = request({
			host: '127.0.0.1',
			port: node.port,
			path: '/sign-in',
			method: 'POST',
			headers: { 'content-length': 8, connection: 'close' },
		});
		slow.on('response', (response) => resolve(response.resume().statusCode ?? 0)).on('error', reject);
		slow.write('a=1&');
		void sleep(1500).then(() => slow.end('b=22'));
	});
	await sleep(400);
	const stopping = node.stop();
	expect(await answer).toBeGreaterThanOrEqual(200);
	expect(await stopping).toBe(0);
	expect(findLeft(data)).toEqual([]);
});

test('npm start ends with SIGTERM and leaves no process', async () => {
	const data = makeFolder();
	const root = join(import.meta.dirname, '../../..');
	const { PATH, HOME } = process.env;
	const child = spawn('npm', ['start', '--silent', '--', '--data', data, '--port', String(await findFreePort())], {
		cwd: root,
		env: { PATH, HOME },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true,
	});
	onTestFinished(() => void (child.exitCode ?? process.kill(-(child.pid as number), 'SIGKILL')));
	let out = '';
	child.stdout.on('data', (chunk) => (out += chunk));
	child.stderr.on('data', (chunk) => (out += chunk));
	await until(`it runs: ${out}`, () => out.includes('Stop: Ctrl-C'), 90_000);
	child.kill('SIGTERM');
	await until('nothing is left', () => findLeft(data).length === 0);
});

test('a command on a folder without a node says so', async () => {
	const ended = await groundswell(['backup', '--data', makeFolder()]);
	expect(ended).toMatchObject({ code: 66, err: expect.stringContaining('There is no node in') });
});
