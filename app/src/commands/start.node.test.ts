import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { behindWalls, findFreePort, groundswell, makeFolder, sentenceOf, startNode } from '../../../tools/whole-node.ts';
import { openDataFolder } from '../server/data-folder.ts';
import { readProcesses } from '../server/supervisor-processes.ts';

const isRoot = process.getuid?.() === 0;
const NOBODY = 65534;
const asNobody = ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', '--'];

/** Refused before anything else is looked at, so that a refusal is quick. */
const start = async (data: string, options: Parameters<typeof groundswell>[1] = {}) =>
	groundswell(['start', '--data', data, '--port', String(await findFreePort())], options);

test('the first start says where everything is; the next one does so in five seconds', async () => {
	const data = join(makeFolder(), 'données de l’été');
	const first = await startNode(data);
	expect(first.out()).toContain(`Groundswell runs at http://localhost:${first.port}/`);
	expect(first.out()).toMatch(/Set it up: http:\/\/localhost:\d+\/\S{40,}/);
	expect(first.out()).toContain(`Data: ${data}`);
	expect(first.out()).toMatch(/Backup key: .*backup\.key/);
	expect((await fetch(`http://127.0.0.1:${first.port}/api/ready`)).status).toBe(200);
	const second = await groundswell(['start', '--data', data, '--port', String(await findFreePort())]);
	expect(sentenceOf(second)).toMatch(/already runs on .* \(process \d+\)/);
	expect(second.code).toBe(75);
	expect(await first.stop()).toBe(0);

	const began = performance.now();
	const again = await startNode(data);
	expect(performance.now() - began).toBeLessThan(15_000);
	expect(again.out()).not.toContain('Backup key');
	expect(await again.stop()).toBe(0);
});

test('a taken port is refused in a sentence', async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	onTestFinished(() => void server.close());
	const { port } = server.address() as { port: number };
	const ended = await groundswell(['start', '--data', makeFolder(), '--port', String(port)]);
	expect(sentenceOf(ended)).toContain(`Port ${port} is taken`);
	expect(ended.code).toBe(75);
});

test('a folder of a newer PostgreSQL, and a newer schema, are refused in a sentence', async () => {
	const newer = makeFolder();
	mkdirSync(join(newer, 'postgres'), { recursive: true });
	writeFileSync(join(newer, 'postgres/PG_VERSION'), '99\n');
	const ended = await start(newer);
	expect(sentenceOf(ended)).toMatch(/written by PostgreSQL 99, newer than/);
	expect(ended.code).toBe(65);

	const data = makeFolder();
	const node = await startNode(data);
	await behindWalls(data, "insert into schema_migrations (number, name, checksum) values (9000, '9000-later.sql', 'x')");
	expect(await node.stop()).toBe(0);
	const refused = await start(data);
	expect(sentenceOf(refused)).toMatch(/written by a newer Groundswell .*9000-later\.sql/);
	expect(refused.code).toBe(65);
	expect(readProcesses(openDataFolder(data, 0)).filter(({ isAlive }) => isAlive)).toEqual([]);
});

test('a file where the folder should be, a wrong address and a plain public one are refused in a sentence', async () => {
	const file = join(makeFolder(), 'file');
	writeFileSync(file, '');
	expect(sentenceOf(await start(file))).toMatch(/is a file, not a folder/);
	const data = makeFolder();
	const plain = await start(data, { env: { PUBLIC_URL: 'http://organise.example.org' } });
	expect(sentenceOf(plain)).toMatch(/must begin with https/);
	expect(plain.code).toBe(78);
	const unreachable = await start(data, { env: { DATABASE_URL: 'postgres://host:x@127.0.0.1:1/none' } });
	expect(sentenceOf(unreachable)).toMatch(/DATABASE_URL does not answer/);
	expect(unreachable.code).toBe(69);
	const unknown = await groundswell(['start', '--colour', 'red']);
	expect(sentenceOf(unknown)).toMatch(/--colour/);
	expect(unknown.code).toBe(64);
});

test.skipIf(!isRoot)('a folder that this user may not write is refused in a sentence (skipped without root)', async () => {
	const parent = makeFolder();
	chmodSync(parent, 0o755);
	const ended = await start(join(parent, 'data'), { under: asNobody });
	expect(sentenceOf(ended)).toMatch(/may not write to/);
	expect(ended.code).toBe(77);
});

test.skipIf(!isRoot)(
	'a full disk is refused in a sentence, before and while PostgreSQL makes its files (skipped without root)',
	async () => {
		for (const size of ['20m', '270m']) {
			const disk = makeFolder();
			try {
				execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', disk], { stdio: 'pipe' });
			} catch {
				console.warn('Skipped: no file system can be mounted here.');
				return;
			}
			onTestFinished(() => void execFileSync('umount', ['-l', disk]));
			if (size === '270m') execFileSync('fallocate', ['-l', '13m', join(disk, 'ballast')]);
			const node = size === '20m' ? await start(disk) : await fillWhileStarting(disk);
			expect(sentenceOf(node)).toMatch(/disk of .* is full/);
			expect(node.code).toBe(74);
		}
	},
);

/** Enough room for the check, not for a cluster. */
async function fillWhileStarting(disk: string): Promise<Awaited<ReturnType<typeof start>>> {
	const starting = start(disk);
	while (!existsSync(join(disk, 'postgres.making'))) await new Promise((resolve) => setTimeout(resolve, 5));
	execFileSync('sh', ['-c', `dd if=/dev/zero of='${disk}/ballast2' bs=1M 2>/dev/null || true`]);
	return starting;
}

test.skipIf(!isRoot)('a node starts as another user than root (skipped without root)', async () => {
	const data = makeFolder();
	chownSync(data, NOBODY, NOBODY);
	const node = await startNode(data, { under: asNobody });
	expect((await fetch(`http://127.0.0.1:${node.port}/api/ready`)).status).toBe(200);
	expect(execFileSync('stat', ['-c', '%u', join(data, 'postgres')], { encoding: 'utf8' }).trim()).toBe(String(NOBODY));
	expect(await node.stop()).toBe(0);
});

test.skipIf(!isRoot)('root starts a node where user namespaces are forbidden (skipped without root)', async () => {
	const data = makeFolder();
	const bin = makeFolder();
	chmodSync(data, 0o755);
	// What the kernel does there: the program is found and fails.
	writeFileSync(join(bin, 'unshare'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
	const env = { PATH: `${bin}:${process.env.PATH}` };
	const node = await startNode(data, { env });
	expect((await fetch(`http://127.0.0.1:${node.port}/api/ready`)).status).toBe(200);
	const backup = await groundswell(['backup', '--data', data], { env });
	expect(backup).toMatchObject({ code: 0, err: '' });
	const [archiver] = await behindWalls<{ failed: string }>(data, 'select failed_count as failed from pg_stat_archiver, pg_switch_wal()');
	expect(archiver?.failed).toBe('0');
	expect(await node.stop()).toBe(0);
	// And back again.
	const back = await startNode(data);
	expect(await back.stop()).toBe(0);
	const restored = await groundswell(
		['restore', '--from', join(data, 'backups'), '--key', join(data, 'keys/backup.key'), '--data', join(makeFolder(), 'x')],
		{ env },
	);
	expect(sentenceOf(restored)).toMatch(/cannot reach/);
});

test('a path longer than a socket may have works', async () => {
	const data = join(makeFolder(), 'a'.repeat(60), 'b'.repeat(60));
	const node = await startNode(data);
	expect((await fetch(`http://127.0.0.1:${node.port}/api/ready`)).status).toBe(200);
	expect(await node.stop()).toBe(0);
});

test('a newer program saves the data before it changes anything', async () => {
	const data = makeFolder();
	expect(await (await startNode(data)).stop()).toBe(0);
	writeFileSync(join(data, 'version'), '0.0.1\n');
	const node = await startNode(data);
	expect(node.out()).toMatch(/before this upgrade: \S+-before-upgrade\.backup\.age/);
	expect(readFileSync(join(data, 'version'), 'utf8')).not.toBe('0.0.1\n');
	const health = await groundswell(['health', '--json', '--data', data, '--port', String(node.port)]);
	expect(JSON.parse(health.out)).toMatchObject({
		isWell: true,
		site: { isReady: true },
		lastBackup: { file: expect.stringContaining('before-upgrade') },
	});
	expect(health.code).toBe(0);
	expect(await node.stop()).toBe(0);
	const stopped = await groundswell(['health', '--data', data]);
	expect(stopped).toMatchObject({ code: 1, out: expect.stringContaining('The node does not run') });
});
