/** A backup of the running embedded database: its files while it works, the WAL of that time, keys, ledger and uploads. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type DataFolder, writeFileDurably } from '../data-folder.ts';
import { PROGRAM_VERSION } from '../data-folder-version.ts';
import { superuserConnection } from '../postgres/cluster.ts';
import type { BackupManifest, BackupReason } from './backup-folder.ts';
import { readRecipient } from './backup-key.ts';
import { checkWritten, explainDisk, flushFolder, writeEncrypted } from './encrypted-file.ts';
import { type Packer, packStream } from './pack-folder.ts';
import { readSystemIdentifier } from './wal-archive.ts';

/** What PostgreSQL makes anew at its start, or what must come from the backup itself. */
const LEFT_OUT =
	/^(postmaster\.(pid|opts)|current_logfiles|backup_label(\.old)?|tablespace_map(\.old)?|recovery\.(signal|done)|restore\.key|global\/pg_control|(pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans)\/(?!archive_status$).*|.*pgsql_tmp.*|.*pg_internal\.init.*)$/;

/** What must survive the database, beside the database: everything but the backup key itself. */
export async function packNode(packer: Packer, folder: DataFolder): Promise<void> {
	await packer.addFolder('keys', folder.keys, (inside) => inside === 'backup.key' || inside.endsWith('.partial'));
	await packer.addFolder('ledger', folder.ledger, (inside) => inside.endsWith('.partial'));
	await packer.addFolder('uploads', folder.uploads);
}

/**
 * Writes a backup into `backupDir` and checks it. The server must run.
 * @throws HostError when the disk is full or may not be written.
 */
export async function makeBackup(folder: DataFolder, backupDir: string, reason: BackupReason): Promise<BackupManifest> {
	try {
		mkdirSync(backupDir, { recursive: true, mode: 0o700 });
	} catch (fault) {
		throw explainDisk(fault, backupDir);
	}
	const client = new pg.Client(superuserConnection(folder, 'postgres'));
	// Reported to the query that runs.
	client.on('error', () => {});
	await client.connect();
	try {
		// Held until the session ends, so that no segment of this time is recycled before it is packed.
		await client.query("select pg_create_physical_replication_slot('backup_' || pg_backend_pid(), true, true)");
		const name = `${new Date().toISOString().replaceAll(':', '-').slice(0, 19)}Z-${reason}`;
		const file = `${name}.backup.age`;
		const { stream, done } = packStream((packer) => packAll(client, folder, packer));
		const written = await writeEncrypted(readRecipient(folder), stream, join(backupDir, file));
		const { startSegment, endedAt } = await done;
		await checkWritten(join(backupDir, file), written);
		const manifest: BackupManifest = {
			format: 1,
			kind: 'physical',
			file,
			reason,
			program: PROGRAM_VERSION,
			endedAt,
			...written,
			physical: {
				postgres: Number(readFileSync(join(folder.cluster, 'PG_VERSION'), 'utf8')),
				systemIdentifier: readSystemIdentifier(folder.cluster),
				startSegment,
			},
		};
		writeManifest(backupDir, manifest);
		return manifest;
	} finally {
		await client.end().catch(() => {});
	}
}

export function writeManifest(backupDir: string, manifest: BackupManifest): void {
	writeFileDurably(join(backupDir, manifest.file.replace(/\.age$/, '.json')), `${JSON.stringify(manifest, null, '\t')}\n`);
	flushFolder(backupDir);
}

async function packAll(client: pg.Client, folder: DataFolder, packer: Packer): Promise<{ startSegment: string; endedAt: string }> {
	await packNode(packer, folder);
	const { rows: begun } = await client.query<{ segment: string }>(
		"select pg_walfile_name(pg_backup_start('groundswell', fast => true)) as segment",
	);
	await packer.addFolder('postgres', folder.cluster, (inside) => LEFT_OUT.test(inside));
	await packer.addFile('postgres/global/pg_control', join(folder.cluster, 'global/pg_control'));
	const { rows: ended } = await client.query<{ label: string; segment: string; at: Date }>(
		'select labelfile as label, pg_walfile_name(lsn) as segment, clock_timestamp() as at from pg_backup_stop(wait_for_archive => false)',
	);
	const [start, stop] = [begun[0] as { segment: string }, ended[0] as { label: string; segment: string; at: Date }];
	await packer.addText('postgres/backup_label', stop.label);
	// With its own WAL a backup is whole by itself, even where the archive is lost.
	for (const segment of segmentsBetween(start.segment, stop.segment))
		await packer.addFile(`postgres/pg_wal/${segment}`, join(folder.cluster, 'pg_wal', segment));
	return { startSegment: start.segment, endedAt: stop.at.toISOString() };
}

/** Names of WAL segments (of 16 MB) from one to another: timeline, then a number in two parts of eight digits. Pure. */
export function segmentsBetween(first: string, last: string): string[] {
	const numberOf = (name: string) => Number.parseInt(name.slice(8, 16), 16) * 256 + Number.parseInt(name.slice(16), 16);
	const hex = (value: number) => value.toString(16).toUpperCase().padStart(8, '0');
	const from = numberOf(first);
	return Array.from(
		{ length: numberOf(last) - from + 1 },
		(_, at) => `${first.slice(0, 8)}${hex(Math.floor((from + at) / 256))}${hex((from + at) % 256)}`,
	);
}
