import { Buffer, isAscii, isUtf8 } from 'node:buffer';

export type TextEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Turns the pieces of a text file into UTF-8 without byte order mark, piece by piece. */
export interface Utf8Pieces {
	/** What is known so far: a file that begins with plain ASCII counts as UTF-8 until its first accent says otherwise. */
	encoding(): TextEncoding;
	push(piece: Uint8Array): Buffer;
	/** What was held back because a character was cut in two. */
	end(): Buffer;
}

const marks: [TextEncoding, number[]][] = [
	['utf-8', [0xef, 0xbb, 0xbf]],
	['utf-16le', [0xff, 0xfe]],
	['utf-16be', [0xfe, 0xff]],
];

/** `head`: the first bytes of the file, whose byte order mark or validity tells the encoding. Latin-1 reads as Windows-1252, its superset. */
export function readAsUtf8(head: Uint8Array): Utf8Pieces {
	const mark = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
	if (mark !== undefined) return mark[0] === 'utf-8' ? passThrough(mark[1].length) : decodeFrom(mark[0]);
	if (isAscii(head)) return decideLater();
	return isUtf8(withoutCutCharacter(head)) ? passThrough(0) : decodeFrom('windows-1252');
}

// The parser works on UTF-8 bytes, so a file that is UTF-8 already is not decoded twice.
function passThrough(markLength: number): Utf8Pieces {
	let skip = markLength;
	return {
		encoding: () => 'utf-8',
		push(piece) {
			const skipped = Math.min(skip, piece.length);
			skip -= skipped;
			return asBuffer(piece.subarray(skipped));
		},
		end: () => Buffer.alloc(0),
	};
}

function decodeFrom(encoding: TextEncoding): Utf8Pieces {
	const decoder = new TextDecoder(encoding);
	return {
		encoding: () => encoding,
		push: (piece) => Buffer.from(decoder.decode(piece, { stream: true })),
		end: () => Buffer.from(decoder.decode()),
	};
}

function decideLater(): Utf8Pieces {
	let decided: Utf8Pieces | null = null;
	let held = Buffer.alloc(0);
	return {
		encoding: () => decided?.encoding() ?? 'utf-8',
		push(piece) {
			if (decided !== null) return decided.push(piece);
			if (held.length === 0 && isAscii(piece)) return asBuffer(piece);
			// A lone first byte of a longer character decides nothing yet.
			held = Buffer.concat([held, piece]);
			const firstHigh = held.findIndex((byte) => byte > 0x7f);
			if (held.length - firstHigh < 4 && isUtf8(withoutCutCharacter(held)) && !isUtf8(held)) return Buffer.alloc(0);
			decided = isUtf8(withoutCutCharacter(held)) ? passThrough(0) : decodeFrom('windows-1252');
			const first = decided.push(held);
			held = Buffer.alloc(0);
			return first;
		},
		end: () => decided?.end() ?? decodeFrom('windows-1252').push(held),
	};
}

function withoutCutCharacter(bytes: Uint8Array): Uint8Array {
	for (let back = 1; back <= 3 && back <= bytes.length; back++) {
		const byte = bytes[bytes.length - back] as number;
		if (byte >= 0xc0) return bytes.subarray(0, bytes.length - back);
		if (byte < 0x80) return bytes;
	}
	return bytes;
}

function asBuffer(bytes: Uint8Array): Buffer {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
