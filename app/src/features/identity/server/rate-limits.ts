/**
 * Limits on attempts. What an attacker does from elsewhere never fills a bucket that the owner needs: passwords are
 * counted by address and account together, and a device that has signed in before counts for itself.
 */
import ipaddr from 'ipaddr.js';
import type { Secrets } from '#server/data-folder.ts';
import { type Database, PROGRAM } from '#server/database.ts';
import { type BucketRule, pour } from '../leaky-bucket.ts';
import { isDeviceMarkOf, keyedHash } from './sealing.ts';
import { emptyBuckets, lockBuckets, saveBucket } from './store/rate-limits.ts';

const rules = {
	'password by address and account': { capacity: 10, leakSeconds: 60 },
	/** An office behind one address, arriving together. */
	'password by address': { capacity: 100, leakSeconds: 3 },
	'password by known device': { capacity: 10, leakSeconds: 60 },
	'code by address and account': { capacity: 5, leakSeconds: 60 },
	/** Six digits in three steps: at this pace a guess succeeds once in nine years. */
	'code by account': { capacity: 20, leakSeconds: 900 },
	'code by known device': { capacity: 5, leakSeconds: 60 },
	'mail by account': { capacity: 3, leakSeconds: 300 },
	'mail by address': { capacity: 30, leakSeconds: 30 },
	'passkey by address': { capacity: 100, leakSeconds: 2 },
} as const satisfies Record<string, BucketRule>;

export type Attempt = { rule: keyof typeof rules; of: readonly string[] };

/** Where an attempt comes from. */
export type Visitor = {
	/** IP address. */
	address: string;
	/** Value of the cookie that a sign-in leaves behind. */
	deviceMark?: string | undefined;
	/** Browser and system in words. */
	device: string;
};

/** An IPv6 customer has a whole /64 to choose addresses from. */
function placeOf(address: string): string {
	if (!ipaddr.isValid(address)) return 'unknown';
	const parsed = ipaddr.process(address);
	return parsed.kind() === 'ipv6' ? parsed.toByteArray().slice(0, 8).join('.') : parsed.toString();
}

export function passwordAttempts(secrets: Secrets, email: string, visitor: Visitor): Attempt[] {
	const place = placeOf(visitor.address);
	if (isDeviceMarkOf(secrets, email, visitor.deviceMark))
		return [{ rule: 'password by known device', of: [email, visitor.deviceMark ?? ''] }];
	return [
		{ rule: 'password by address and account', of: [place, email] },
		{ rule: 'password by address', of: [place] },
	];
}

export function codeAttempts(secrets: Secrets, email: string, visitor: Visitor): Attempt[] {
	if (isDeviceMarkOf(secrets, email, visitor.deviceMark)) return [{ rule: 'code by known device', of: [email, visitor.deviceMark ?? ''] }];
	return [
		{ rule: 'code by address and account', of: [placeOf(visitor.address), email] },
		{ rule: 'code by account', of: [email] },
	];
}

export function mailAttempts(email: string, visitor: Visitor): Attempt[] {
	return [
		{ rule: 'mail by account', of: [email] },
		{ rule: 'mail by address', of: [placeOf(visitor.address)] },
	];
}

export function passkeyAttempts(visitor: Visitor): Attempt[] {
	return [{ rule: 'passkey by address', of: [placeOf(visitor.address)] }];
}

type Node = { database: Database; secrets: Secrets };

/**
 * Counts an attempt before it is judged, in a transaction of its own, so that a thousand at once are counted as a thousand.
 * @returns seconds to wait when one of the buckets is full.
 */
export async function countAttempt({ database, secrets }: Node, attempts: readonly Attempt[], now = new Date()): Promise<number> {
	const keyed = attempts.map(({ rule, of }) => ({ rule: rules[rule], key: keyedHash('rate-limit', secrets, rule, ...of) }));
	return database.writing(PROGRAM, async (writer) => {
		const buckets = await lockBuckets(
			writer,
			keyed.map(({ key }) => key),
		);
		const poured = keyed.map(({ rule, key }) => ({ key, result: pour(buckets.get(key.toString('hex')) ?? null, rule, now) }));
		const wait = Math.max(0, ...poured.map(({ result }) => ('waitSeconds' in result ? result.waitSeconds : 0)));
		if (wait > 0) return wait;
		for (const { key, result } of poured) if ('bucket' in result) await saveBucket(writer, key, result.bucket);
		return 0;
	});
}

/** After a success the account's own buckets are empty again; those of the address stay. */
export async function forgiveAttempts({ database, secrets }: Node, attempts: readonly Attempt[]): Promise<void> {
	const own = attempts.filter(({ rule }) => !rule.endsWith('by address'));
	const keys = own.map(({ rule, of }) => keyedHash('rate-limit', secrets, rule, ...of));
	await database.writing(PROGRAM, (writer) => emptyBuckets(writer, keys));
}
