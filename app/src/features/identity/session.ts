/** How long a session lives and what it may still do. */
import { type Grant, worksAtHeadquarters } from './roles.ts';

export const SESSION_METHODS = ['password', 'link', 'passkey', 'invitation', 'set-up', 'recovery'] as const;
export type SessionMethod = (typeof SESSION_METHODS)[number];

const DAY_MS = 24 * 3600_000;

/** Idle time after which a session ends: a phone in the field stays signed in longer than a desk that holds everything. */
export function idleLimitMs(roles: readonly Grant[]): number {
	return (worksAtHeadquarters({ roles }) ? 14 : 30) * DAY_MS;
}

/** One write in five minutes tells «last seen» well enough. */
const SEEN_STEP_MS = 5 * 60_000;

export function isSeenStale(seenAt: Date, now: Date): boolean {
	return now.getTime() - seenAt.getTime() >= SEEN_STEP_MS;
}

/** Mass acts ask for the second factor again when the last time is longer ago than this. */
const STEP_UP_MS = 15 * 60_000;

export function hasFreshSecondFactor(secondFactorAt: Date | null, now: Date): boolean {
	return secondFactorAt !== null && now.getTime() - secondFactorAt.getTime() < STEP_UP_MS;
}

/** Adding or replacing a factor takes a fresh one; who has none yet sets up the first. */
export function mayChangeFactors(
	account: { secondFactors: { totp: boolean; passkey: boolean }; secondFactorAt: Date | null },
	now: Date,
): boolean {
	const hasNone = !account.secondFactors.totp && !account.secondFactors.passkey;
	return hasNone || hasFreshSecondFactor(account.secondFactorAt, now);
}
