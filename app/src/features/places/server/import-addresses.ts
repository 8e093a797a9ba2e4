/** Takes a file of addresses in, batch by batch, each in a transaction of its own: doing it again changes nothing. */
import type { Database } from '#server/database.ts';
import { PROGRAM } from '#server/database.ts';
import { announce } from '#server/outbox.ts';
import { areaKey } from '../area.ts';
import { type AddressColumns, type FileAddress, type RowRefusal, readAddressRow, readHeader, readRows } from './address-file.ts';
import { BANO } from './map-ground.ts';
import { selectOrInsertAreas, upsertAddresses } from './store.ts';

export type AddressImport = {
	rows: number;
	added: number;
	changed: number;
	/** The same address as an earlier row of the file. */
	repeated: number;
	refused: Record<RowRefusal, number>;
	areas: number;
};
export type AddressImportRefusal = { refusal: 'missing-columns'; missing: string[] } | { refusal: 'empty-file' };

const BATCH_ROWS = 5000;
/** A file repeats an address near where it stood first; this bounds the memory for whole countries. */
const MOST_KEYS_REMEMBERED = 1_000_000;

/** `credit` is who must be named where the addresses are shown; a BANO file knows it by itself. */
export async function importAddresses(
	database: Database,
	path: string,
	{ credit, onProgress }: { credit: string; onProgress?: (soFar: AddressImport) => void },
): Promise<AddressImport | AddressImportRefusal> {
	const total: AddressImport = {
		rows: 0,
		added: 0,
		changed: 0,
		repeated: 0,
		refused: { 'no-street': 0, 'no-place': 0, 'no-position': 0 },
		areas: 0,
	};
	const areas = new Set<string>();
	const seen = new Set<string>();
	let columns: AddressColumns | null = null;
	let named = credit;
	let batch: FileAddress[] = [];
	let saving: Promise<void> = Promise.resolve();
	/** One batch is written while the next one is read. */
	const flush = async () => {
		await saving;
		saving = batch.length > 0 ? saveBatch(database, batch, total) : Promise.resolve();
		// Awaited with the next batch; until then a refusal must not count as unheard.
		saving.catch(() => {});
		batch = [];
		total.areas = areas.size;
		onProgress?.(total);
	};
	for await (const cells of readRows(path)) {
		if (columns === null) {
			const header = readHeader(cells);
			if (header.missing.length > 0) return { refusal: 'missing-columns', missing: header.missing };
			columns = header.columns;
			if (header.isBano) named = BANO;
			continue;
		}
		total.rows++;
		const address = readAddressRow(cells, columns, named);
		if (typeof address === 'string') total.refused[address]++;
		else if (seen.has(address.matchKey)) total.repeated++;
		else {
			if (seen.size >= MOST_KEYS_REMEMBERED) seen.clear();
			seen.add(address.matchKey);
			areas.add(address.areaCode);
			batch.push(address);
			if (batch.length >= BATCH_ROWS) await flush();
		}
	}
	if (columns === null) return { refusal: 'empty-file' };
	await flush();
	await saving;
	if (total.added + total.changed > 0) await announceImport(database, total);
	return total;
}

async function saveBatch(database: Database, batch: readonly FileAddress[], total: AddressImport): Promise<void> {
	await database.writing(PROGRAM, async (writer) => {
		const communes = new Map(batch.map(({ areaCode, place }) => [areaCode, { kind: 'commune' as const, code: areaCode, name: place }]));
		const ids = await selectOrInsertAreas(writer, [...communes.values()]);
		const rows = batch.map((address) => {
			const areaId = ids.get(areaKey({ kind: 'commune', code: address.areaCode }));
			if (areaId === undefined) throw new Error(`area ${address.areaCode} was neither found nor made`);
			return { ...address, areaId };
		});
		const { added, changed } = await upsertAddresses(writer, rows);
		total.added += added;
		total.changed += changed;
	});
}

/** `AddressesImported`: rooms that hold addresses without a position look again. */
async function announceImport(database: Database, { added, changed }: AddressImport): Promise<void> {
	await database.writing(PROGRAM, (writer) => announce(writer, [{ event: 'AddressesImported', body: { added, changed } }]));
}
