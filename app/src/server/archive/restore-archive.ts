/** Makes a node from an archive: folder, database, rows, then whatever a moved database needs. */

import { adoptBackupKey, readIdentity } from '../backup/backup-key.ts';
import { withStagedFolder } from '../backup/staging.ts';
import type { Config } from '../config.ts';
import type { DataFolder } from '../data-folder.ts';
import { createClusterIfMissing, startCluster } from '../postgres/cluster.ts';
import { describeConnections } from '../postgres/connections.ts';
import { migrate } from '../postgres/migrate.ts';
import { prepareEmbedded, prepareRoles } from '../postgres/prepare.ts';
import { extractArchive, loadRows, migrationsOf } from './load-archive.ts';

export type Unarchived = { rows: number; madeAt: string };

/**
 * Restores the archive at `path` into the empty folder of `config`, and into its embedded database or the one of DATABASE_URL.
 * `finish` runs on the loaded database, at this program's schema, before the folder counts as restored.
 * @throws HostError, one sentence, when it cannot; the folder is then as it was.
 */
export async function restoreArchive(
	config: Config,
	path: string,
	keyFile: string,
	finish: (staged: Config, folder: DataFolder) => Promise<void>,
): Promise<Unarchived> {
	const identity = readIdentity(keyFile);
	return withStagedFolder(config.dataDir, async (folder) => {
		const head = await extractArchive(path, identity, folder.root);
		await adoptBackupKey(folder, identity);
		const staged: Config = { ...config, dataDir: folder.root };
		if (!config.databaseUrl) createClusterIfMissing(folder);
		const cluster = config.databaseUrl ? null : await startCluster(folder, { settings: { fsync: 'off' } });
		try {
			if (cluster) await prepareEmbedded(folder);
			const connections = describeConnections(staged, folder);
			await prepareRoles(connections, folder);
			await migrate(connections.owner, migrationsOf(head));
			const { rows } = await loadRows(connections, path, identity);
			await migrate(connections.owner);
			await finish(staged, folder);
			return { rows, madeAt: head.madeAt };
		} finally {
			await cluster?.stop();
		}
	});
}
