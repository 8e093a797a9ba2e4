/** Opening, finding, renewing and ending sessions. */
import { v7 as uuidv7 } from 'uuid';
import { type AccountId, type Database, NOBODY, PROGRAM, type Scope, type Writer } from '#server/database.ts';
import { mustSetUpSecondFactor, type SignedInAccount } from '../account.ts';
import { isTokenShaped } from '../one-time-link.ts';
import { seesWholeNode } from '../roles.ts';
import { idleLimitMs, isSeenStale, type SessionMethod } from '../session.ts';
import { createToken, hashToken } from './sealing.ts';
import { findGrants } from './store/accounts.ts';
import { deleteSessions, findLiveSession, insertSession, renameSession, touchSession } from './store/sessions.ts';

/** Who asks, by the token of the cookie; null when it opens nothing. Says that the session is alive, at most every five minutes. */
export async function findAccountBySession(database: Database, token: string, now = new Date()): Promise<SignedInAccount | null> {
	if (!isTokenShaped(token)) return null;
	const found = await database.reading(PROGRAM, (reader) => findLiveSession(reader, hashToken(token)));
	if (!found) return null;
	if (isSeenStale(found.seenAt, now)) {
		const expiresAt = new Date(now.getTime() + idleLimitMs(found.account.roles));
		await database.writing(PROGRAM, (writer) => touchSession(writer, found.sessionId, now, expiresAt));
	}
	return found.account;
}

/** Whose eyes an account has. Without the second factor that its role asks for it has none: the first wall. */
export function scopeOf(account: SignedInAccount | null): Scope {
	if (!account || mustSetUpSecondFactor(account)) return NOBODY;
	return { kind: seesWholeNode(account) ? 'whole' : 'scoped', accountId: account.id as AccountId };
}

export type SessionWish = {
	accountId: string;
	method: SessionMethod;
	/** Browser and system in words, shown in the list of sessions. */
	device: string;
	secondFactorAt?: Date | null;
};

/** @returns the token for the cookie; only its hash is kept. */
export async function openSession(writer: Writer, wish: SessionWish): Promise<{ token: string; sessionId: string }> {
	const { token, hash } = createToken();
	const roles = await findGrants(writer, wish.accountId);
	const sessionId = uuidv7();
	await insertSession(writer, {
		tokenHash: hash,
		publicId: sessionId,
		accountId: wish.accountId,
		expiresAt: new Date(Date.now() + idleLimitMs(roles)),
		device: wish.device.slice(0, 120),
		method: wish.method,
		secondFactorAt: wish.secondFactorAt ?? null,
	});
	writer.trace({ event: 'account.signed-in', accountId: wish.accountId, detail: { method: wish.method } });
	return { token, sessionId };
}

/** A new token for the same session, after its rights changed: whoever knew the old one knows nothing. */
export async function rotateSession(writer: Writer, sessionId: string): Promise<string> {
	const { token, hash } = createToken();
	await renameSession(writer, sessionId, hash);
	return token;
}

export async function endSessions(database: Database, accountId: string, which: { only?: string; except?: string } = {}): Promise<number> {
	return database.writing(PROGRAM, async (writer) => {
		const sessions = await deleteSessions(writer, accountId, which);
		writer.trace({ event: 'account.signed-out', accountId, detail: { sessions } });
		return sessions;
	});
}
