/** From a data folder to a database that answers, at this program's schema, saved before anything in it changes. */

import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { BackupManifest } from '../server/backup/backup-folder.ts';
import { ensureBackupKey, readRecipient } from '../server/backup/backup-key.ts';
import { explainDisk } from '../server/backup/encrypted-file.ts';
import { backUpNode } from '../server/backup/node-backup.ts';
import { archiveCommand, readSystemIdentifier, walFolder } from '../server/backup/wal-archive.ts';
import type { Config } from '../server/config.ts';
import type { DataFolder } from '../server/data-folder.ts';
import { lastProgramVersion, PROGRAM_VERSION, rememberProgramVersion } from '../server/data-folder-version.ts';
import { createClusterIfMissing, type RunningCluster, startCluster } from '../server/postgres/cluster.ts';
import { type Connections, describeConnections } from '../server/postgres/connections.ts';
import { pendingMigrations } from '../server/postgres/migrate.ts';
import { prepareEmbedded, prepareSchema, withServer } from '../server/postgres/prepare.ts';
import type { ClusterOptions } from '../server/postgres/server-settings.ts';

export type NodeUp = {
	connections: Connections;
	/** Null with the host's own PostgreSQL. */
	cluster: RunningCluster | null;
	clusterOptions: ClusterOptions;
	/** Made before an upgrade. */
	backup: BackupManifest | null;
	/** Whether the backup key was made now. */
	isKeyNew: boolean;
	applied: string[];
};

/** The caller holds the folder's lock and stops `cluster`. @throws HostError, with nothing left running. */
export async function bringUp(config: Config, folder: DataFolder, say: (line: string) => void): Promise<NodeUp> {
	const { made } = await ensureBackupKey(folder);
	const clusterOptions = config.databaseUrl ? {} : makeArchiving(config, folder);
	const cluster = config.databaseUrl ? null : await startCluster(folder, clusterOptions);
	try {
		if (cluster) await prepareEmbedded(folder);
		const connections = describeConnections(config, folder);
		const isUpgrade = await willUpgrade(connections, folder);
		if (isUpgrade) say('This program is newer than the data: a backup is made first …');
		const backup = isUpgrade ? await backUpNode(config, folder, 'before-upgrade') : null;
		const { applied } = await prepareSchema(connections, folder);
		rememberProgramVersion(folder);
		return { connections, cluster, clusterOptions, backup, isKeyNew: made, applied };
	} catch (fault) {
		await cluster?.stop();
		throw fault;
	}
}

/** On whenever the server runs: a segment that was finished without it would be missing from the archive. */
function makeArchiving(config: Config, folder: DataFolder): ClusterOptions {
	createClusterIfMissing(folder);
	const path = walFolder(config.backupDir, readSystemIdentifier(folder.cluster));
	try {
		// Others may pass, as PostgreSQL must where it runs as another account; every file in it is closed.
		mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
		mkdirSync(path, { recursive: true, mode: 0o700 });
	} catch (fault) {
		throw explainDisk(fault, config.backupDir);
	}
	return { archive: { command: archiveCommand(readRecipient(folder), path), folder: path } };
}

/** Whether there is something to save and this program is about to change it. @throws HostError when a newer one wrote it. */
async function willUpgrade(connections: Connections, folder: DataFolder): Promise<boolean> {
	const isEmpty = await withServer(connections, async (client) => {
		const { rows } = await client.query("select to_regclass('public.schema_migrations') is null as empty");
		return rows[0].empty as boolean;
	});
	const pending = await pendingMigrations(connections.owner);
	if (isEmpty) return false;
	const last = lastProgramVersion(folder);
	return pending.length > 0 || (last !== undefined && last !== PROGRAM_VERSION);
}
