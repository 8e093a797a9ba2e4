import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DelimitedFile, openDelimited } from './delimited.ts';
import type { DelimitedRow, FileRefusal } from './record-parser.ts';

interface WholeFile {
	file: Omit<DelimitedFile, 'batches'> | null;
	rows: DelimitedRow[];
	refused: FileRefusal | null;
}

async function readWhole(source: AsyncIterable<Uint8Array>): Promise<WholeFile> {
	const opened = await openDelimited(source);
	if (opened.file === null) return { file: null, rows: [], refused: opened.refused };
	const { batches, ...file } = opened.file;
	const rows: DelimitedRow[] = [];
	let refused: FileRefusal | null = null;
	for await (const batch of batches) {
		rows.push(...batch.rows);
		refused = batch.refused;
	}
	return { file, rows, refused };
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

const readText = (text: string | Uint8Array, size = 7) => readWhole(inChunks(Buffer.from(text as string), size));

function utf16be(text: string): Buffer {
	return Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
}

describe('a table', () => {
	test.each([',', ';', '\t', '|'] as const)('with %j between its cells', async (delimiter) => {
		const lines = [
			['Nom', 'Ville, pays; ou | autre', 'Note'],
			['Œuvrard', 'a "b" c', ''],
			['Lemaître', 'x', 'z'],
		];
		const text = lines.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(delimiter)).join('\r\n');
		const { file, rows } = await readText(text);
		expect(file).toMatchObject({ delimiter, quoted: true, encoding: 'utf-8', header: lines[0] });
		expect(rows).toEqual([
			{ line: 2, cells: lines[1] },
			{ line: 3, cells: lines[2] },
		]);
	});

	test('lines are counted in the file: blank lines, breaks inside quotes, three kinds of line ends', async () => {
		const { rows } = await readText('a,b\n\n1,"x\ny\r\nz"\r\n2,q\r3,r\n\n\n4,s');
		expect(rows.map((row) => [row.line, row.cells[0]])).toEqual([
			[3, '1'],
			[6, '2'],
			[7, '3'],
			[10, '4'],
		]);
	});

	test('a quote inside a cell that has none around it is a letter', async () => {
		const { rows } = await readText('a,b\nRobert "Bob" Roy,6"\n');
		expect(rows[0]?.cells).toEqual(['Robert "Bob" Roy', '6"']);
	});

	test('in any encoding', async () => {
		const text = 'prénom;nom\nÉlodie;Lœuil\nJosé;Nuñez €\n';
		const win = Buffer.from(text.replace('œ', '\u009c').replace('€', '\u0080'), 'latin1');
		const sources: [string, Uint8Array][] = [
			['utf-8', Buffer.from(text)],
			['utf-8', Buffer.from(`\ufeff${text}`)],
			['utf-16le', Buffer.from(`\ufeff${text}`, 'utf16le')],
			['utf-16be', utf16be(text)],
			['windows-1252', win],
		];
		for (const [encoding, bytes] of sources) {
			for (const size of [1, 3, 1000]) {
				const { file, rows, refused } = await readWhole(inChunks(bytes, size));
				expect(refused).toBeNull();
				expect(file).toMatchObject({ encoding, header: ['prénom', 'nom'] });
				expect(rows.map((row) => row.cells)).toEqual([
					['Élodie', 'Lœuil'],
					['José', 'Nuñez €'],
				]);
			}
		}
	});

	test.each(['utf8', 'latin1'] as const)('whose first accent comes after the first 64 kB, in %s', async (encoding) => {
		const text = `a,b\n${'plain,text\n'.repeat(10_000)}née,É\n`;
		for (const size of [1001, 70_000]) {
			const { rows } = await readWhole(inChunks(Buffer.from(text, encoding), size));
			expect(rows.at(-1)).toEqual({ line: 10_002, cells: ['née', 'É'] });
		}
	});

	test('read in any pieces gives the same rows', async () => {
		const cell = fc.string({ unit: fc.constantFrom('a', 'é', '😀', '"', ',', '\n', ' ') });
		const table = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 8 });
		await fc.assert(
			fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (lines, size) => {
				const body = lines.map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
				const { rows } = await readWhole(inChunks(Buffer.from(['x,y,z', ...body].join('\n')), size));
				expect(rows.map((row) => row.cells)).toEqual(lines);
				let line = 2;
				for (const [at, cells] of lines.entries()) {
					expect(rows[at]?.line).toBe(line);
					line += 1 + cells.join('').split('\n').length - 1;
				}
			}),
			{ numRuns: 50 },
		);
	});

	test('progress tells the bytes read', async () => {
		const text = `a,b\n${'1,2\n'.repeat(200_000)}`;
		const opened = await openDelimited(inChunks(Buffer.from(text), 1 << 20));
		const seen: number[] = [];
		for await (const batch of opened.file?.batches ?? []) seen.push(batch.bytesRead);
		expect(seen.at(-1)).toBe(text.length);
		expect(seen.length).toBeGreaterThan(2);
	});
});

describe('a file that cannot be read is refused by name', () => {
	const wide = Array.from({ length: 100_000 }, () => 'a').join(',');
	test.each<[string, string | Uint8Array, FileRefusal]>([
		['empty', '', { kind: 'empty-file', line: null }],
		['only a byte order mark', '\ufeff', { kind: 'empty-file', line: null }],
		['only blank lines', '\n\n\n', { kind: 'empty-file', line: null }],
		['header only', 'a,b\n', { kind: 'header-only', line: null }],
		['unterminated quote', 'a,b\n1,2\n"x,3\n4,5\n', { kind: 'unterminated-quote', line: 3 }],
		['unterminated quote in a long file', `a,b\n1,2\n"x,3\n${'4,5\n'.repeat(400_000)}`, { kind: 'unterminated-quote', line: 3 }],
		['a long line', `a,b\n1,2\n${'x'.repeat(1_100_000)},2\n`, { kind: 'line-too-long', line: 3 }],
		['a long line after blank ones', `a,b\n1,"\r\n2"\n\n\n${'x'.repeat(1_100_000)},2\n`, { kind: 'line-too-long', line: 6 }],
		['unterminated quote after blank lines', 'a,b\n1,2\n\n\n"x,3\n', { kind: 'unterminated-quote', line: 5 }],
		['a long line as header', 'x'.repeat(1_100_000), { kind: 'line-too-long', line: 1 }],
		['100,000 columns', `${wide}\n${wide}\n`, { kind: 'too-many-columns', line: 1 }],
		['100,000 cells further down', `a,b\n1,2\n${wide}\n`, { kind: 'too-many-columns', line: 3 }],
		['a NUL byte', 'a,b\n1,2\0\n', { kind: 'nul-bytes', line: 2 }],
		['a NUL byte further down', `a,b\n${'1,2\n'.repeat(50_000)}1,\x00\n`, { kind: 'nul-bytes', line: 50_002 }],
		['UTF-16 with a NUL', Buffer.from('\ufeffa,b\n1,\0\n', 'utf16le'), { kind: 'nul-bytes', line: 2 }],
		['a workbook', 'PK\u0003\u0004\u0014\0\0\0', { kind: 'spreadsheet-file', line: null }],
		['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), { kind: 'spreadsheet-file', line: null }],
		['gzip', Buffer.from([0x1f, 0x8b, 8, 0]), { kind: 'compressed-file', line: null }],
		['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), { kind: 'binary-file', line: null }],
		['noise', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256)), { kind: 'binary-file', line: null }],
	])('%s', async (_, content, refusal) => {
		const { refused } = await readText(content, 100_000);
		expect(refused).toEqual(refusal);
	});

	test('a line of 1 GB is left after its first megabyte', async () => {
		let sent = 0;
		async function* endless() {
			yield Buffer.from('a,b\n');
			for (; sent < 1000; sent++) yield Buffer.alloc(1 << 20, 'x');
		}
		expect((await readWhole(endless())).refused).toEqual({ kind: 'line-too-long', line: 2 });
		expect(sent).toBeLessThan(5);
	});

	test('rows before the break are given', async () => {
		const { rows, refused } = await readText('a,b\n1,2\n3,4\n"x,3\n');
		expect(rows.map((row) => row.line)).toEqual([2, 3]);
		expect(refused).toEqual({ kind: 'unterminated-quote', line: 4 });
	});

	test('any bytes end in rows or a named refusal', async () => {
		const run = async (bytes: Uint8Array) => {
			const { rows, refused } = await readWhole(inChunks(bytes, 16));
			expect(rows.length > 0 || refused !== null).toBe(true);
		};
		await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), run));
		await fc.assert(fc.asyncProperty(fc.string({ unit: fc.constantFrom(...'a,;"\n\r\té') }).map(Buffer.from), run));
	});
});
