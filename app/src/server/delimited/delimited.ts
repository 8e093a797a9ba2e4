import { Buffer } from 'node:buffer';
import { type Delimiter, recogniseDelimiter } from './delimiter.ts';
import { type DelimitedRow, type FileRefusal, mostColumns, RecordParser } from './record-parser.ts';
import { readAsUtf8, type TextEncoding, type Utf8Pieces } from './text-encoding.ts';

export type { DelimitedRow, FileRefusal };

export interface RowBatch {
	rows: DelimitedRow[];
	/** Bytes of the source read so far, for a progress bar. */
	bytesRead: number;
	/** Only in the last batch: the file broke off here. Rows before it are sound. */
	refused: FileRefusal | null;
}

export interface DelimitedFile {
	encoding: TextEncoding;
	delimiter: Delimiter;
	/** Whether quotes enclose cells in the beginning of the file; they are understood in any case. */
	quoted: boolean;
	header: string[];
	/** To be walked through once. About 256 kB of the file a time. */
	batches: AsyncGenerator<RowBatch, void, void>;
}

export type OpenedFile = { file: DelimitedFile; refused: null } | { file: null; refused: FileRefusal };

const sampleBytes = 64 * 1024;
const pieceBytes = 256 * 1024;

/** Recognises encoding and delimiter of a table from its first 64 kB and reads its header. Only one piece of the file is in memory at a time. */
export async function openDelimited(bytes: AsyncIterable<Uint8Array>): Promise<OpenedFile> {
	const pieces = cutIntoPieces(bytes);
	const { head, ended } = await readHead(pieces);
	const refused = refuseHead(head);
	if (refused !== null) return { file: null, refused: { kind: refused, line: null } };
	const sample = readAsUtf8(head).push(head.subarray(0, sampleBytes)).toString();
	const dialect = recogniseDelimiter(sample);
	const text = readAsUtf8(head);
	const records = readRecords({ head, pieces: ended ? null : pieces, text, delimiter: dialect.delimiter });
	const start = await readStart(records);
	if (start.refused !== null) {
		await records.return();
		return { file: null, refused: start.refused };
	}
	const file = { encoding: text.encoding(), ...dialect, header: start.header, batches: continueBatches(start.first, records) };
	return { file, refused: null };
}

type Start = { header: string[]; first: RowBatch; refused: null } | { refused: FileRefusal };

// Reads until a first row follows the header, so that an empty table is refused before anybody is asked to map it.
async function readStart(records: AsyncGenerator<RowBatch, void, void>): Promise<Start> {
	const first: RowBatch = { rows: [], bytesRead: 0, refused: null };
	while (first.rows.length < 2 && first.refused === null) {
		const next = await records.next();
		if (next.done) break;
		first.rows.push(...next.value.rows);
		first.bytesRead = next.value.bytesRead;
		first.refused = next.value.refused;
	}
	const header = first.rows.shift();
	if (header === undefined) return { refused: first.refused ?? { kind: 'empty-file', line: null } };
	if (header.cells.length > mostColumns) return { refused: { kind: 'too-many-columns', line: header.line } };
	if (first.rows.length === 0) return { refused: first.refused ?? { kind: 'header-only', line: null } };
	return { header: header.cells.map((cell) => cell.trim()), first, refused: null };
}

async function* continueBatches(first: RowBatch, records: AsyncGenerator<RowBatch, void, void>): AsyncGenerator<RowBatch, void, void> {
	try {
		yield first;
		if (first.refused === null) yield* records;
	} finally {
		await records.return();
	}
}

interface RecordSource {
	head: Uint8Array;
	pieces: AsyncGenerator<Uint8Array, void, void> | null;
	text: Utf8Pieces;
	delimiter: Delimiter;
}

async function* readRecords({ head, pieces, text, delimiter }: RecordSource): AsyncGenerator<RowBatch, void, void> {
	const parser = new RecordParser(delimiter);
	let bytesRead = 0;
	try {
		for (let piece: Uint8Array | null = head; piece !== null; piece = (await pieces?.next())?.value ?? null) {
			bytesRead += piece.length;
			const batch = await parser.push(text.push(piece));
			if (batch.rows.length > 0 || batch.refused !== null) yield { ...batch, bytesRead };
			if (batch.refused !== null) return;
		}
		const batch = await parser.end(text.end());
		yield { ...batch, bytesRead };
	} finally {
		parser.stop();
		await pieces?.return();
	}
}

async function* cutIntoPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, void> {
	for await (const chunk of bytes) for (let at = 0; at < chunk.length; at += pieceBytes) yield chunk.subarray(at, at + pieceBytes);
}

async function readHead(pieces: AsyncGenerator<Uint8Array, void, void>): Promise<{ head: Uint8Array; ended: boolean }> {
	const taken: Uint8Array[] = [];
	let length = 0;
	while (length < sampleBytes) {
		const next = await pieces.next();
		if (next.done) return { head: Buffer.concat(taken), ended: true };
		taken.push(next.value);
		length += next.value.length;
	}
	return { head: Buffer.concat(taken), ended: false };
}

const signatures: [FileRefusal['kind'], string][] = [
	['spreadsheet-file', 'PK\u0003\u0004'],
	['spreadsheet-file', 'PK\u0005\u0006'],
	['spreadsheet-file', '\u00d0\u00cf\u0011\u00e0'],
	['compressed-file', '\u001f\u008b'],
	['compressed-file', '\u0028\u00b5\u002f\u00fd'],
	['binary-file', '%PDF-'],
	['binary-file', '\u0089PNG'],
	['binary-file', '\u00ff\u00d8\u00ff'],
	['binary-file', 'SQLite format 3'],
];

function refuseHead(head: Uint8Array): FileRefusal['kind'] | null {
	if (head.length === 0) return 'empty-file';
	const start = Buffer.from(head.subarray(0, 16)).toString('latin1');
	const known = signatures.find(([, bytes]) => start.startsWith(bytes));
	if (known !== undefined) return known[0];
	if (start.startsWith('\u00ff\u00fe') || start.startsWith('\u00fe\u00ff')) return null;
	const controls = head.subarray(0, sampleBytes).filter((byte) => (byte > 0 && byte < 0x09) || (byte > 0x0d && byte < 0x20)).length;
	return controls > head.length / 50 ? 'binary-file' : null;
}
