/** A restored folder is made beside its place and moved there when it is whole: nothing half-written is left behind. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { HostError } from '../config.ts';
import { type DataFolder, lockDataFolder, openDataFolder } from '../data-folder.ts';
import { stopOrphan } from '../postgres/cluster.ts';
import { letServerPass } from '../postgres/unprivileged.ts';
import { explainDisk, flushFolder } from './encrypted-file.ts';

const STAGING = '.restoring';

/**
 * Runs `work` on a fresh folder inside `root` and puts its content in place when it succeeds. `work` leaves no server running.
 * @throws HostError when `root` holds anything.
 */
export async function withStagedFolder<T>(root: string, work: (staged: DataFolder) => Promise<T>): Promise<T> {
	const existed = existsSync(root);
	const inside = existed ? readdirSync(root).filter((name) => name !== STAGING) : [];
	if (inside.length > 0)
		throw new HostError(`${root} is not empty: name a new folder with --data, so that nothing in this one is overwritten.`, 73);
	const path = join(root, STAGING);
	try {
		mkdirSync(path, { recursive: true, mode: 0o700 });
	} catch (fault) {
		throw explainDisk(fault, root);
	}
	letServerPass(root);
	const staged = openDataFolder(path);
	const lock = lockDataFolder(staged);
	const abandon = async () => {
		await stopOrphan(staged).catch(() => {});
		rmSync(path, { recursive: true, force: true });
		if (!existed) rmdirSync(root);
	};
	const interrupt = () => void abandon().finally(() => process.exit(130));
	process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
	try {
		// Of an attempt that was killed; the lock says that it is over.
		await stopOrphan(staged);
		for (const name of readdirSync(path)) if (name !== 'groundswell.pid') rmSync(join(path, name), { recursive: true });
		const result = await work(openDataFolder(path));
		settle(root, path);
		return result;
	} catch (fault) {
		await abandon();
		throw explainDisk(fault, root);
	} finally {
		lock.release();
		process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
	}
}

/** The database last: a folder without it counts as new. */
function settle(root: string, path: string): void {
	for (const name of ['groundswell.pid', 'run', '.writable']) rmSync(join(path, name), { recursive: true, force: true });
	execFileSync('sync', ['-f', path]);
	const names = readdirSync(path).sort((a, b) => Number(a === 'postgres') - Number(b === 'postgres'));
	for (const name of names) renameSync(join(path, name), join(root, name));
	rmdirSync(path);
	flushFolder(root);
}
