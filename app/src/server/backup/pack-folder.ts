/** Puts files into a tar stream with their hashes, and takes them out again. Files may change while they are read. */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import { open, readdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Pack, pack } from 'tar-stream';
import { HostError } from '../config.ts';
import { measure } from './encrypted-file.ts';

export const HASHES_ENTRY = 'hashes.json';

/** A tar stream of what `work` adds. `done` settles with its result once the stream was read to its end. */
export function packStream<T>(work: (packer: Packer) => Promise<T>): { stream: Readable; done: Promise<T> } {
	const tar = pack();
	const packer = new Packer(tar);
	const done = work(packer).then(async (result) => {
		await packer.finish();
		return result;
	});
	done.catch((fault) => tar.destroy(fault));
	return { stream: Readable.from(tar, { objectMode: false }), done };
}

export class Packer {
	readonly #pack: Pack;
	readonly #hashes: Record<string, string> = {};
	constructor(pack: Pack) {
		this.#pack = pack;
	}

	async addText(name: string, content: string | Buffer): Promise<void> {
		const bytes = Buffer.from(content as string);
		this.#hashes[name] = createHash('sha256').update(bytes).digest('hex');
		await this.#entry({ name, size: bytes.length, mode: 0o600 }, async (sink) => void sink.write(bytes));
	}

	/** Exactly as many bytes as the file has now: what grows later and what was cut off is mended by the WAL. */
	async addFile(name: string, path: string): Promise<void> {
		const handle = await open(path, 'r').catch(ignoreMissing);
		if (!handle) return;
		try {
			const { size, mtime } = await handle.stat();
			const hash = createHash('sha256');
			await this.#entry({ name, size, mode: 0o600, mtime }, async (sink) => {
				const buffer = Buffer.allocUnsafe(1 << 18);
				for (let at = 0; at < size; ) {
					const wanted = Math.min(buffer.length, size - at);
					const { bytesRead } = await handle.read(buffer, 0, wanted, at);
					const chunk = bytesRead > 0 ? Buffer.from(buffer.subarray(0, bytesRead)) : Buffer.alloc(wanted);
					hash.update(chunk);
					at += chunk.length;
					if (!sink.write(chunk)) await once(sink, 'drain');
				}
			});
			this.#hashes[name] = hash.digest('hex');
		} finally {
			await handle.close();
		}
	}

	/** The folder's files under `name`; `leaves` tells what stays out, by its path inside the folder. Empty folders are kept. */
	async addFolder(name: string, path: string, leaves: (inside: string) => boolean = () => false): Promise<void> {
		const visit = async (inside: string): Promise<void> => {
			const items = (await readdir(join(path, inside), { withFileTypes: true }).catch(ignoreMissing)) ?? [];
			await this.#folder(join(name, inside));
			for (const item of items.sort((a, b) => (a.name < b.name ? -1 : 1))) {
				const at = join(inside, item.name);
				if (leaves(at)) continue;
				if (item.isDirectory()) await visit(at);
				else if (item.isFile()) await this.addFile(join(name, at), join(path, at));
			}
		};
		await visit('');
	}

	/** The last entry: every file's hash. */
	async finish(): Promise<void> {
		const hashes = JSON.stringify(this.#hashes);
		await this.addText(HASHES_ENTRY, hashes);
		this.#pack.finalize();
	}

	#folder(name: string): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#pack.entry({ name: `${name.replace(/\/$/, '')}/`, type: 'directory', mode: 0o700 }, (fault) =>
				fault ? reject(fault) : resolve(),
			);
		});
	}

	#entry(
		header: { name: string; size: number; mode: number; mtime?: Date },
		write: (sink: NodeJS.WritableStream) => Promise<void>,
	): Promise<void> {
		return new Promise<void>((resolve, reject) => {
			const sink = this.#pack.entry(header, (fault) => (fault ? reject(fault) : resolve()));
			const writable = sink as unknown as NodeJS.WritableStream;
			write(writable).then(() => writable.end(), reject);
		});
	}
}

function ignoreMissing(fault: NodeJS.ErrnoException): undefined {
	if (fault.code === 'ENOENT') return undefined;
	throw fault;
}

/** Reads a tar stream entry by entry and compares every file with the hashes at its end. @throws HostError when one differs. */
export async function unpack(source: Readable, take: (name: string, content: Readable, isFolder: boolean) => Promise<void>): Promise<void> {
	const tar = extract();
	const seen: Record<string, string> = {};
	let hashes: Record<string, string> | undefined;
	const feeding = pipeline(source, tar);
	feeding.catch(() => {});
	for await (const entry of tar) {
		const { name, type } = entry.header;
		if (normalize(name).startsWith('..') || name.startsWith('/'))
			throw new HostError(`The backup names a file outside its folder (${name}).`, 65);
		if (name === HASHES_ENTRY) {
			hashes = JSON.parse(await readAll(Readable.from(entry)));
			continue;
		}
		const tap = measure();
		const reading = pipeline(entry, tap);
		reading.catch(() => {});
		await take(name, tap, type === 'directory');
		tap.resume();
		await reading;
		if (type !== 'directory') seen[name] = tap.measured().sha256;
	}
	await feeding;
	const same =
		hashes &&
		Object.keys(hashes).length === Object.keys(seen).length &&
		Object.entries(seen).every(([name, hash]) => hashes?.[name] === hash);
	if (!same) throw new HostError('The backup does not hold what it says: take another copy of it, or an earlier one.', 65);
}

export async function readAll(content: Readable): Promise<string> {
	return Buffer.concat(await content.toArray()).toString();
}

/** Writes an entry of a tar stream below `root`. */
export async function place(root: string, name: string, content: Readable, isFolder: boolean): Promise<void> {
	const target = join(root, name);
	if (isFolder) {
		mkdirSync(target, { recursive: true, mode: 0o700 });
		return;
	}
	mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
	await pipeline(content, createWriteStream(target, { mode: 0o600 }));
}
