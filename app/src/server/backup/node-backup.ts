/** The backup that this node's kind of database allows, by hand, by itself every day, and before an upgrade. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { writeArchive } from '../archive/write-archive.ts';
import type { Config } from '../config.ts';
import type { DataFolder } from '../data-folder.ts';
import { PROGRAM_VERSION } from '../data-folder-version.ts';
import { type Database, PROGRAM } from '../database.ts';
import type { RoomJobs, ScheduledJob } from '../jobs.ts';
import { describeFault, log } from '../log.ts';
import { describeConnections } from '../postgres/connections.ts';
import { applyRetention, type BackupManifest, type BackupReason, lastBackup } from './backup-folder.ts';
import { depositLedger } from './deposit-ledger.ts';
import { explainDisk } from './encrypted-file.ts';
import { makeBackup, writeManifest } from './make-backup.ts';

const BACKUP_EVERY_MS = 23.5 * 3_600_000;

/** Physical for the embedded database; an archive for the host's own, whose files are not ours to read. */
export async function backUpNode(
	config: Config,
	folder: DataFolder,
	reason: BackupReason,
	backupDir = config.backupDir,
): Promise<BackupManifest> {
	if (!config.databaseUrl) return makeBackup(folder, backupDir, reason);
	try {
		mkdirSync(backupDir, { recursive: true, mode: 0o700 });
	} catch (fault) {
		throw explainDisk(fault, backupDir);
	}
	const endedAt = new Date().toISOString();
	const file = `${endedAt.replaceAll(':', '-').slice(0, 19)}Z-${reason}.backup.age`;
	const { bytes, sha256 } = await writeArchive(describeConnections(config, folder), folder, join(backupDir, file));
	const manifest: BackupManifest = { format: 1, kind: 'portable', file, reason, program: PROGRAM_VERSION, endedAt, bytes, sha256 };
	writeManifest(backupDir, manifest);
	return manifest;
}

export async function noteBackup(database: Database, { bytes }: BackupManifest): Promise<void> {
	await database.writing(PROGRAM, async (writer) => writer.trace({ event: 'node.backup-made', detail: { bytes } }));
}

const KEEP_BACKUPS = 'node.keep-backups';
const DEPOSIT_LEDGER = 'node.deposit-ledger';

export const backupJobs: RoomJobs = {
	// Asked every hour, so that a machine that sleeps at night is backed up as well.
	async [KEEP_BACKUPS](_, { config, folder, database }) {
		const last = lastBackup(config.backupDir);
		if (last && Date.now() - Date.parse(last.endedAt) < BACKUP_EVERY_MS) return;
		try {
			const manifest = await backUpNode(config, folder, 'daily');
			await noteBackup(database, manifest);
			const { removed } = applyRetention(config.backupDir, new Date());
			log.info('backup made', { bytes: manifest.bytes, count: removed });
		} catch (fault) {
			log.error('backup failed', { fault: describeFault(fault) });
			throw fault;
		}
	},
	async [DEPOSIT_LEDGER](_, { config, folder }) {
		await depositLedger(folder, config.backupDir);
	},
};

export const backupSchedule: readonly ScheduledJob[] = [
	{ job: KEEP_BACKUPS, schedule: '7 * * * *' },
	{ job: DEPOSIT_LEDGER, schedule: '* * * * *' },
];
