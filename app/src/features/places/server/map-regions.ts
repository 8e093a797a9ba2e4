/** PMTiles files of regions, in the node's maps folder. */
import {
	closeSync,
	constants,
	copyFileSync,
	createReadStream,
	existsSync,
	fsyncSync,
	openSync,
	readdirSync,
	renameSync,
	rmSync,
	statSync,
} from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { PMTiles, type RangeResponse, type Source, TileType } from 'pmtiles';
import { knowsAnyLayer, type MapRegion } from '../map-layer.ts';

const SUFFIX = '.pmtiles';
const REGION_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;

/** Why a file is no region: `detail` is the part of the sentence that only this file can say. */
export type RegionRefusal = {
	refusal: 'unreadable' | 'not-pmtiles' | 'cut-short' | 'not-vector' | 'no-known-layer' | 'name-taken' | 'bad-name';
	detail: string;
};

export function isRegionName(text: string): boolean {
	return REGION_NAME.test(text);
}

/** An open file as the PMTiles reader wants it. */
export class FileSource implements Source {
	readonly #file: FileHandle;
	constructor(file: FileHandle) {
		this.#file = file;
	}
	getKey(): string {
		return 'file';
	}
	async getBytes(offset: number, length: number): Promise<RangeResponse> {
		const buffer = new Uint8Array(length);
		const { bytesRead } = await this.#file.read(buffer, 0, length, offset);
		return { data: buffer.buffer.slice(0, bytesRead) };
	}
}

/** Reads a file's header and description. */
export async function inspectRegion(path: string, name: string): Promise<MapRegion | RegionRefusal> {
	let file: FileHandle;
	try {
		file = await open(path, 'r');
	} catch (fault) {
		return { refusal: 'unreadable', detail: (fault as NodeJS.ErrnoException).code ?? '' };
	}
	try {
		const archive = new PMTiles(new FileSource(file));
		const header = await archive.getHeader();
		const bytes = (await file.stat()).size;
		const needed = header.tileDataOffset + (header.tileDataLength ?? 0);
		if (bytes < needed) return { refusal: 'cut-short', detail: `${bytes} / ${needed}` };
		if (header.tileType !== TileType.Mvt) return { refusal: 'not-vector', detail: TileType[header.tileType] ?? String(header.tileType) };
		const description = (await archive.getMetadata()) as { attribution?: unknown; vector_layers?: { id: string }[] };
		const layers = (description.vector_layers ?? []).map(({ id }) => id);
		if (!knowsAnyLayer(layers)) return { refusal: 'no-known-layer', detail: layers.join(', ') };
		return {
			name,
			bounds: [header.minLon, header.minLat, header.maxLon, header.maxLat],
			minZoom: header.minZoom,
			maxZoom: header.maxZoom,
			layers,
			attribution: typeof description.attribution === 'string' ? plainText(description.attribution) : '',
			bytes,
		};
	} catch (fault) {
		return { refusal: 'not-pmtiles', detail: fault instanceof Error ? fault.message : '' };
	} finally {
		await file.close();
	}
}

/** Attributions often carry links; a file does not get to write HTML into our pages. */
function plainText(html: string): string {
	return html
		.replace(/<[^>]*>/g, '')
		.replace(/&copy;/g, '©')
		.replace(/&amp;/g, '&')
		.trim();
}

/** Checks a file and copies it into the folder; a crash leaves the whole file there or nothing. */
export async function addRegion(maps: string, path: string, name: string): Promise<MapRegion | RegionRefusal> {
	if (!isRegionName(name)) return { refusal: 'bad-name', detail: name };
	const target = join(maps, name + SUFFIX);
	const region = await inspectRegion(path, name);
	if ('refusal' in region) return region;
	if (existsSync(target)) return { refusal: 'name-taken', detail: name };
	const partial = `${target}.${process.pid}.partial`;
	try {
		// A clone where the file system can: no bytes are copied.
		copyFileSync(path, partial, constants.COPYFILE_FICLONE);
		flush(partial);
		renameSync(partial, target);
		flush(maps);
	} finally {
		rmSync(partial, { force: true });
	}
	return region;
}

function flush(path: string): void {
	const handle = openSync(path, 'r');
	fsyncSync(handle);
	closeSync(handle);
}

const inspected = new Map<string, Promise<MapRegion | RegionRefusal>>();

/** Every region in the folder by name. A file that somebody put there by hand and that is none is left out. */
export async function listRegions(maps: string): Promise<MapRegion[]> {
	const names = readdirSync(maps)
		.filter((file) => file.endsWith(SUFFIX))
		.map((file) => file.slice(0, -SUFFIX.length))
		.filter(isRegionName)
		.sort();
	const found = await Promise.all(
		names.map((name) => {
			const path = join(maps, name + SUFFIX);
			const key = `${path} ${etagOf(statSync(path))}`;
			const known = inspected.get(key) ?? inspectRegion(path, name);
			inspected.set(key, known);
			return known;
		}),
	);
	return found.filter((region): region is MapRegion => !('refusal' in region));
}

export type RegionFile = { path: string; bytes: number; etag: string };

/** The file of a region; null when there is none of that name. */
export function findRegionFile(maps: string, name: string): RegionFile | null {
	if (!isRegionName(name)) return null;
	const path = join(maps, name + SUFFIX);
	const stat = statSync(path, { throwIfNoEntry: false });
	return stat?.isFile() ? { path, bytes: stat.size, etag: etagOf(stat) } : null;
}

function etagOf({ size, mtimeMs }: { size: number; mtimeMs: number }): string {
	return `"${size.toString(36)}-${Math.round(mtimeMs).toString(36)}"`;
}

export function streamRegion(file: RegionFile, { first, last }: { first: number; last: number }): ReturnType<typeof createReadStream> {
	return createReadStream(file.path, { start: first, end: last });
}
