/**
 * Reads Mapbox Vector Tiles, version 2, as far as a plain map needs them: geometry, and text properties. The specification is
 * short (github.com/mapbox/vector-tile-spec), and the tiles come from a file that the host chose, so no library is worth it.
 */
export type TileFeature = {
	type: 'Point' | 'LineString' | 'Polygon';
	/** Parts in tile units, 0 to `extent`, y downwards. */
	parts: [x: number, y: number][][];
	properties: Record<string, string>;
};
export type TileLayer = { name: string; extent: number; features: TileFeature[] };

const TYPES = ['', 'Point', 'LineString', 'Polygon'] as const;
const utf8 = new TextDecoder();

class Bytes {
	at: number;
	readonly end: number;
	readonly #bytes: Uint8Array;
	constructor(bytes: Uint8Array, at = 0, end = bytes.length) {
		this.#bytes = bytes;
		this.at = at;
		this.end = end;
	}
	/** Up to 53 bits; larger identifiers lose their last digits, and nobody here reads them. */
	varint(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.#bytes[this.at++];
			if (byte === undefined) throw new RangeError('vector tile ends within a number');
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 128;
		}
	}
	part(): Bytes {
		const length = this.varint();
		const part = new Bytes(this.#bytes, this.at, this.at + length);
		this.at += length;
		if (this.at > this.end) throw new RangeError('vector tile ends within a part');
		return part;
	}
	text(): string {
		const part = this.part();
		return utf8.decode(this.#bytes.subarray(part.at, part.end));
	}
	/** Each field by its number; what `read` does not take is skipped. */
	fields(read: (field: number, bytes: Bytes) => boolean): void {
		while (this.at < this.end) {
			const key = this.varint();
			if (read(key >>> 3, this)) continue;
			const wire = key & 7;
			if (wire === 0) this.varint();
			else if (wire === 1) this.at += 8;
			else if (wire === 2) this.part();
			else if (wire === 5) this.at += 4;
			else throw new RangeError(`vector tile has a field of unknown kind ${wire}`);
		}
	}
}

/** The layers that are wanted. @throws RangeError when the bytes are no tile. */
export function readVectorTile(tile: Uint8Array, wanted: ReadonlySet<string>): TileLayer[] {
	const layers: TileLayer[] = [];
	new Bytes(tile).fields((field, bytes) => {
		if (field !== 3) return false;
		const layer = readLayer(bytes.part(), wanted);
		if (layer) layers.push(layer);
		return true;
	});
	return layers;
}

function readLayer(bytes: Bytes, wanted: ReadonlySet<string>): TileLayer | null {
	let name = '';
	let extent = 4096;
	const features: Bytes[] = [];
	const keys: string[] = [];
	const values: (string | null)[] = [];
	bytes.fields((field) => {
		if (field === 1) name = bytes.text();
		else if (field === 2) features.push(bytes.part());
		else if (field === 3) keys.push(bytes.text());
		else if (field === 4) values.push(readText(bytes.part()));
		else if (field === 5) extent = bytes.varint();
		else return false;
		return true;
	});
	if (!wanted.has(name)) return null;
	return { name, extent, features: features.map((feature) => readFeature(feature, keys, values)).filter((feature) => feature !== null) };
}

/** Null for numbers and truth values. */
function readText(value: Bytes): string | null {
	let text: string | null = null;
	value.fields((field) => {
		if (field !== 1) return false;
		text = value.text();
		return true;
	});
	return text;
}

function readFeature(bytes: Bytes, keys: readonly string[], values: readonly (string | null)[]): TileFeature | null {
	const properties: Record<string, string> = {};
	let type: TileFeature['type'] | '' = '';
	let parts: TileFeature['parts'] = [];
	bytes.fields((field) => {
		if (field === 2) {
			const tags = bytes.part();
			while (tags.at < tags.end) {
				const key = keys[tags.varint()];
				const value = values[tags.varint()];
				if (key !== undefined && value) properties[key] = value;
			}
		} else if (field === 3) type = TYPES[bytes.varint()] ?? '';
		else if (field === 4) parts = readGeometry(bytes.part());
		else return false;
		return true;
	});
	return type === '' ? null : { type, parts, properties };
}

const MOVE = 1;
const LINE = 2;

function readGeometry(bytes: Bytes): TileFeature['parts'] {
	const parts: TileFeature['parts'] = [];
	let [x, y] = [0, 0];
	const step = () => {
		const zigzag = bytes.varint();
		return zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
	};
	while (bytes.at < bytes.end) {
		const command = bytes.varint();
		const act = command & 7;
		if (act !== MOVE && act !== LINE) {
			const [first] = parts.at(-1) ?? [];
			if (first) parts.at(-1)?.push([...first]);
			continue;
		}
		for (let left = command >>> 3; left > 0; left--) {
			x += step();
			y += step();
			if (act === MOVE) parts.push([]);
			parts.at(-1)?.push([x, y]);
		}
	}
	return parts;
}
