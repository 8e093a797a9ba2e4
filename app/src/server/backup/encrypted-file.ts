/** Files that only the holder of the backup key can read: compressed (zstd), encrypted (age), whole or not there. */
import { createHash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream as WebStream } from 'node:stream/web';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Decrypter, Encrypter } from 'age-encryption';
import { HostError } from '../config.ts';

export type WrittenFile = { bytes: number; sha256: string };

/** Passes bytes on and counts and hashes them. */
export function measure(): Transform & { measured: () => WrittenFile } {
	const hash = createHash('sha256');
	let bytes = 0;
	const tap = new Transform({
		transform(chunk: Buffer, _, done) {
			bytes += chunk.length;
			hash.update(chunk);
			done(null, chunk);
		},
	});
	return Object.assign(tap, { measured: () => ({ bytes, sha256: hash.digest('hex') }) });
}

/** Encrypts what `source` yields into `path`: on disk when this resolves, absent when it rejects. */
export async function writeEncrypted(recipient: string, source: Readable, path: string): Promise<WrittenFile> {
	const partial = `${path}.${process.pid}.partial`;
	const encrypter = new Encrypter();
	encrypter.addRecipient(recipient);
	const tap = measure();
	try {
		const compress = createZstdCompress();
		const compressed = pipeline(source, compress);
		// Awaited below; until then a failure must not count as unhandled.
		compressed.catch(() => {});
		const encrypted = await encrypter.encrypt(Readable.toWeb(compress) as unknown as globalThis.ReadableStream<Uint8Array>);
		await pipeline(Readable.fromWeb(encrypted as unknown as WebStream), tap, createWriteStream(partial, { mode: 0o600, flush: true }));
		await compressed;
		renameSync(partial, path);
		flushFolder(dirname(path));
	} catch (fault) {
		rmSync(partial, { force: true });
		throw explainDisk(fault, dirname(path));
	}
	return tap.measured();
}

/** A rename survives a power cut only once its folder is on disk. */
export function flushFolder(path: string): void {
	const handle = openSync(path, 'r');
	try {
		fsyncSync(handle);
	} finally {
		closeSync(handle);
	}
}

export function explainDisk(fault: unknown, folder: string): unknown {
	const code = (fault as NodeJS.ErrnoException).code;
	if (code === 'ENOSPC' || code === 'EDQUOT') return new HostError(`The disk of ${folder} is full: free some space there.`, 74);
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
		return new HostError(`This user may not write to ${folder}: give it the folder (chown) or choose another one.`, 77);
	return fault;
}

/**
 * The content of an encrypted file.
 * @throws HostError (while it is read) when the key is another one, or the file is damaged or cut short.
 */
export function readEncrypted(path: string, identity: string): Readable {
	return Readable.from(decrypt(path, identity), { objectMode: false });
}

async function* decrypt(path: string, identity: string): AsyncGenerator<Buffer> {
	const file = createReadStream(path, { highWaterMark: 1 << 20 });
	try {
		const decrypter = new Decrypter();
		decrypter.addIdentity(identity);
		const plain = await decrypter.decrypt(Readable.toWeb(file) as unknown as globalThis.ReadableStream<Uint8Array>);
		const decompress = createZstdDecompress();
		const feeding = pipeline(Readable.fromWeb(plain as unknown as WebStream), decompress);
		feeding.catch(() => {});
		for await (const chunk of decompress) yield chunk;
		await feeding;
	} catch (fault) {
		throw explainUnreadable(fault, path);
	} finally {
		file.destroy();
	}
}

function explainUnreadable(fault: unknown, path: string): HostError {
	const { code, message } = fault as NodeJS.ErrnoException;
	if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR')
		return new HostError(`${path} cannot be read: correct its name or its permissions.`, 66);
	if (/no identity matched/.test(message))
		return new HostError(`${basename(path)} was made for another key: give the key that its node had then.`, 65);
	return new HostError(`${basename(path)} is damaged or cut short: take another copy of it, or an earlier one.`, 65);
}

/** Reads the file again from the disk. @throws HostError when it is not what was written. */
export async function checkWritten(path: string, written: WrittenFile): Promise<void> {
	const tap = measure();
	await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), tap.resume());
	if (tap.measured().sha256 !== written.sha256)
		throw new HostError(`${path} is not what was written to it: check the disk, then run the backup again.`, 74);
}
