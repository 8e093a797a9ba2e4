/** Brings a node back from its backups, to the last moment that they hold or to a moment before. */
import { copyFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HostError } from '../config.ts';
import type { DataFolder } from '../data-folder.ts';
import { findBinaries } from '../postgres/binaries.ts';
import { ClusterFailed, lastWords, type RunningCluster, startCluster } from '../postgres/cluster.ts';
import { type BackupManifest, listBackups } from './backup-folder.ts';
import { adoptBackupKey, readIdentity } from './backup-key.ts';
import { takeDepositedLedger } from './deposit-ledger.ts';
import { readEncrypted } from './encrypted-file.ts';
import { place, unpack } from './pack-folder.ts';
import { withStagedFolder } from './staging.ts';
import { restoreCommand, walFolder } from './wal-archive.ts';

export type RestoreOrder = {
	/** Folder of the backups. */
	from: string;
	keyFile: string;
	/** The last moment to keep; nothing means everything there is. */
	until: Date | undefined;
	/** Missing or empty. */
	dataDir: string;
};

export type Restored = {
	backup: BackupManifest;
	/** Whether the archive ended before the moment that was asked for: everything in it was restored. */
	isShort: boolean;
};

/**
 * Restores into `order.dataDir`. `finish` runs on the recovered database before the folder counts as restored.
 * @throws HostError, one sentence, when it cannot; the folder is then as it was.
 */
export async function restoreBackup(order: RestoreOrder, finish: (folder: DataFolder) => Promise<void>): Promise<Restored> {
	const identity = readIdentity(order.keyFile);
	const backup = chooseBackup(order);
	return withStagedFolder(order.dataDir, async (folder) => {
		await unpack(readEncrypted(join(order.from, backup.file), identity), (name, content, isFolder) =>
			place(folder.root, name, content, isFolder),
		);
		await adoptBackupKey(folder, identity);
		await takeDepositedLedger(folder, order.from, identity);
		const { cluster, isShort } = await recover(folder, backup, order);
		try {
			await finish(folder);
		} finally {
			await cluster.stop();
		}
		rmSync(recoveryKey(folder), { force: true });
		return { backup, isShort };
	});
}

function chooseBackup({ from, until }: RestoreOrder): BackupManifest {
	const backups = listBackups(from);
	const physical = backups.filter(({ kind }) => kind === 'physical');
	if (physical.length === 0) {
		throw new HostError(
			backups.length > 0
				? `${from} holds archives of a database of its own: «groundswell unarchive» restores them.`
				: `${from} holds no complete backup: name the folder that has files ending in .backup.age and .backup.json.`,
			66,
		);
	}
	const backup = physical.findLast(({ endedAt }) => !until || Date.parse(endedAt) <= until.getTime());
	if (!backup) throw new HostError(`The oldest backup in ${from} is of ${physical[0]?.endedAt}: choose a later moment.`, 66);
	const bytes = statSync(join(from, backup.file)).size;
	if (bytes < backup.bytes)
		throw new HostError(
			`${basename(backup.file)} is cut short (${bytes} of ${backup.bytes} bytes): take another copy of it, or an earlier one.`,
			65,
		);
	const { major } = findBinaries();
	if (backup.physical?.postgres !== major)
		throw new HostError(
			`The backup is of PostgreSQL ${backup.physical?.postgres}, this program has ${major}: restore it with Groundswell ${backup.program}.`,
			65,
		);
	return backup;
}

function recoveryKey(folder: DataFolder): string {
	return join(folder.cluster, 'restore.key');
}

async function recover(
	folder: DataFolder,
	backup: BackupManifest,
	order: RestoreOrder,
): Promise<{ cluster: RunningCluster; isShort: boolean }> {
	// Inside the cluster, where the account that PostgreSQL runs as can read it.
	copyFileSync(order.keyFile, recoveryKey(folder));
	writeFileSync(join(folder.cluster, 'recovery.signal'), '');
	const archive = walFolder(order.from, backup.physical?.systemIdentifier as string);
	const command = restoreCommand(recoveryKey(folder), archive);
	const start = (until?: Date) => startCluster(folder, { recovery: { command, folder: archive, ...(until && { until }) } });
	try {
		return { cluster: await start(order.until), isShort: false };
	} catch (fault) {
		if (!isBeforeTarget(fault)) throw explainRecovery(fault);
	}
	// Nothing was committed after that moment, or it was not archived: all that there is lies before it.
	try {
		return { cluster: await start(), isShort: true };
	} catch (fault) {
		throw explainRecovery(fault);
	}
}

function isBeforeTarget(fault: unknown): boolean {
	return fault instanceof ClusterFailed && /recovery ended before configured recovery target was reached/.test(fault.log);
}

/** What our own door wrote into the log says more than PostgreSQL does. The log itself goes with the folder. */
function explainRecovery(fault: unknown): unknown {
	if (!(fault instanceof ClusterFailed) || fault.exitCode === 74) return fault;
	const own = /^groundswell: (.+)$/m.exec(fault.log)?.[1];
	return new HostError(own ?? `PostgreSQL could not recover the backup: ${lastWords(fault.log)}.`, 65);
}
