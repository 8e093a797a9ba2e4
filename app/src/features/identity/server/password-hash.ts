/** Password hashes: argon2id of node:crypto (OWASP: m = 46 MiB, t = 1, p = 1), in PHC format, through a queue with an end. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { availableParallelism } from 'node:os';

const MEMORY_KIB = 47_104;
const PASSES = 1;
const TAG_BYTES = 32;
const PREFIX = `$argon2id$v=19$m=${MEMORY_KIB},t=${PASSES},p=1$`;

/** A hash takes 60 ms and 46 MiB: one core stays free for everybody who is signed in already. */
const AT_ONCE = Math.max(1, availableParallelism() - 1);
/** Some three seconds of waiting; whoever comes then is asked to come again rather than left hanging. */
const MOST_WAITING = 50;

export class HashQueueFull extends Error {}

let running = 0;
const waiting: (() => void)[] = [];

async function takeTurn(): Promise<void> {
	if (running < AT_ONCE) running++;
	else if (waiting.length >= MOST_WAITING) throw new HashQueueFull('too many passwords at once');
	else await new Promise<void>((resolve) => waiting.push(resolve));
}

function endTurn(): void {
	const next = waiting.shift();
	if (next) next();
	else running--;
}

async function derive(password: string, salt: Buffer): Promise<Buffer> {
	await takeTurn();
	try {
		return await new Promise((resolve, reject) =>
			argon2(
				'argon2id',
				{ message: password.normalize('NFC'), nonce: salt, parallelism: 1, tagLength: TAG_BYTES, memory: MEMORY_KIB, passes: PASSES },
				(fault, tag) => (fault ? reject(fault) : resolve(tag)),
			),
		);
	} finally {
		endTurn();
	}
}

/** @throws HashQueueFull */
export async function hashPassword(password: string): Promise<string> {
	const salt = randomBytes(16);
	return `${PREFIX}${encode(salt)}$${encode(await derive(password, salt))}`;
}

/** Verified when there is no account or no password, so that both take the same time. */
const DUMMY_HASH = `${PREFIX}${encode(randomBytes(16))}$${encode(randomBytes(TAG_BYTES))}`;

/** @throws HashQueueFull */
export async function verifyPassword(password: string, hash: string | null): Promise<boolean> {
	const stored = hash?.startsWith(PREFIX) ? hash : DUMMY_HASH;
	const [salt = '', tag = ''] = stored.slice(PREFIX.length).split('$');
	const isSame = timingSafeEqual(await derive(password, Buffer.from(salt, 'base64')), Buffer.from(tag, 'base64'));
	return isSame && stored === hash;
}

function encode(bytes: Buffer): string {
	return bytes.toString('base64').replace(/=+$/, '');
}
