/** Keys by purpose out of the node's sealing key, sealed secrets, and tokens with their stored hashes. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Secrets } from '#server/data-folder.ts';

type Purpose = 'totp' | 'rate-limit' | 'known-device' | 'recovery-code';
type SealingKey = Pick<Secrets, 'sealingKey'>;

const keys = new Map<string, Buffer>();

function keyFor(purpose: Purpose, { sealingKey }: SealingKey): Buffer {
	const name = `${purpose} ${sealingKey}`;
	let key = keys.get(name);
	if (!key) {
		key = Buffer.from(hkdfSync('sha256', Buffer.from(sealingKey, 'base64url'), '', `groundswell ${purpose}`, 32));
		keys.set(name, key);
	}
	return key;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM: nonce, sealed text, tag. `owner` is bound in: a seal moved to another account does not open. */
export function seal(secrets: SealingKey, owner: string, secret: string): Buffer {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv('aes-256-gcm', keyFor('totp', secrets), nonce, { authTagLength: TAG_BYTES });
	cipher.setAAD(Buffer.from(owner));
	return Buffer.concat([nonce, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

/** @throws when the seal was made for another owner, by another node, or is damaged. */
export function unseal(secrets: SealingKey, owner: string, sealed: Buffer): string {
	const decipher = createDecipheriv('aes-256-gcm', keyFor('totp', secrets), sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
	decipher.setAAD(Buffer.from(owner));
	decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
	return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]).toString('utf8');
}

export function keyedHash(purpose: Purpose, secrets: SealingKey, ...parts: readonly string[]): Buffer {
	return createHmac('sha256', keyFor(purpose, secrets)).update(parts.join('\0')).digest();
}

export function createToken(): { token: string; hash: Buffer } {
	const token = randomBytes(32).toString('base64url');
	return { token, hash: hashToken(token) };
}

/** 256 random bits need no slow hash. */
export function hashToken(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/** Value of the cookie that says «somebody has signed in to this account here before»: it opens a rate bucket, nothing else. */
export function createDeviceMark(secrets: SealingKey, email: string): string {
	const nonce = randomBytes(16).toString('base64url');
	return `${nonce}.${keyedHash('known-device', secrets, email, nonce).toString('base64url')}`;
}

export function isDeviceMarkOf(secrets: SealingKey, email: string, mark: string | undefined): boolean {
	const [nonce, signature] = (mark ?? '').split('.');
	if (!nonce || !signature) return false;
	const expected = keyedHash('known-device', secrets, email, nonce);
	const given = Buffer.from(signature, 'base64url');
	return given.length === expected.length && timingSafeEqual(given, expected);
}
