/** A portable copy of the node: every table as text from one moment, keys, ledger, uploads and maps. */
import { createHash } from 'node:crypto';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { readRecipient } from '../backup/backup-key.ts';
import { checkWritten, type WrittenFile, writeEncrypted } from '../backup/encrypted-file.ts';
import { packNode } from '../backup/make-backup.ts';
import { type Packer, packStream } from '../backup/pack-folder.ts';
import type { DataFolder } from '../data-folder.ts';
import { PROGRAM_VERSION } from '../data-folder-version.ts';
import type { Connections } from '../postgres/connections.ts';
import { type ArchivedTable, listTables } from './tables.ts';

/** First in the file: what a reader must know before it can take anything. */
export type ArchiveHead = {
	format: 1;
	program: string;
	madeAt: string;
	postgres: number;
	migrations: { number: number; name: string; checksum: string }[];
	tables: ArchivedTable[];
};

/** After the rows: what must have arrived. */
export type ArchiveCounts = Record<string, { rows: number; sha256: string }>;

export const HEAD_ENTRY = 'archive.json';
export const COUNTS_ENTRY = 'rows.json';
/** A tar entry says its size first, so rows go out in parts that fit into memory. */
const PART_BYTES = 4 * 1024 ** 2;

export type ArchiveWritten = WrittenFile & { rows: number; tables: number };

/**
 * Writes the archive to `path`; the node may go on working. Needs the database and nothing else to run.
 * @throws HostError when the disk is full or may not be written.
 */
export async function writeArchive(connections: Connections, folder: DataFolder, path: string): Promise<ArchiveWritten> {
	const head = await readHead(connections);
	const client = new pg.Client(connections.whole);
	client.on('error', () => {});
	await client.connect();
	try {
		await client.query('begin isolation level repeatable read, read only');
		const { stream, done } = packStream(async (packer) => {
			await packer.addText(HEAD_ENTRY, JSON.stringify(head, null, '\t'));
			const counts: ArchiveCounts = {};
			for (const table of head.tables) counts[table.name] = await packTable(client, packer, table);
			await packer.addText(COUNTS_ENTRY, JSON.stringify(counts, null, '\t'));
			await packNode(packer, folder);
			await packer.addFolder('maps', folder.maps);
			return counts;
		});
		const written = await writeEncrypted(readRecipient(folder), stream, path);
		await checkWritten(path, written);
		const counts = Object.values(await done);
		return { ...written, tables: counts.length, rows: counts.reduce((sum, { rows }) => sum + rows, 0) };
	} finally {
		await client.end().catch(() => {});
	}
}

async function readHead(connections: Connections): Promise<ArchiveHead> {
	const client = new pg.Client(connections.owner);
	await client.connect();
	try {
		const { rows: migrations } = await client.query('select number, name, checksum from schema_migrations order by number');
		const { rows } = await client.query("select current_setting('server_version_num')::int / 10000 as major");
		const tables = await listTables(client);
		return { format: 1, program: PROGRAM_VERSION, madeAt: new Date().toISOString(), postgres: rows[0].major, migrations, tables };
	} finally {
		await client.end();
	}
}

export function copyClause({ name, columns }: ArchivedTable): string {
	return `${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')})`;
}

async function packTable(client: pg.Client, packer: Packer, table: ArchivedTable): Promise<ArchiveCounts[string]> {
	const hash = createHash('sha256');
	const rows = client.query(copyTo(`copy ${copyClause(table)} to stdout`));
	let part: Buffer[] = [];
	let [bytes, parts] = [0, 0];
	const flush = async () => {
		await packer.addText(`tables/${table.name}/${String(++parts).padStart(6, '0')}`, Buffer.concat(part));
		part = [];
		bytes = 0;
	};
	for await (const chunk of rows as AsyncIterable<Buffer>) {
		hash.update(chunk);
		part.push(chunk);
		bytes += chunk.length;
		if (bytes >= PART_BYTES) await flush();
	}
	if (bytes > 0) await flush();
	return { rows: rows.rowCount ?? 0, sha256: hash.digest('hex') };
}
