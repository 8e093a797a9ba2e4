/** What other rooms, doors and tests ask of identity: an account, a session, a set-up link, a notice. */
import { v7 as uuidv7 } from 'uuid';
import type { Config } from '#server/config.ts';
import { type Database, PROGRAM, type Writer } from '#server/database.ts';
import { announce } from '#server/outbox.ts';
import { foldEmail, type Locale } from '../account.ts';
import { ROLES_CHANGED, type RolesChanged } from '../events.ts';
import type { NoticeBody, NoticeKind } from '../notice.ts';
import { linkPath } from '../one-time-link.ts';
import type { Grant } from '../roles.ts';
import { deleteGrants, findGrants, insertAccount, insertGrant } from './store/accounts.ts';
import { deleteLinks, insertLink } from './store/links.ts';
import { insertNotice } from './store/notifications.ts';

export { openSession } from './sessions.ts';

export type AccountWish = {
	email: string;
	displayName: string;
	grants: readonly Grant[];
	locale?: Locale;
	/** As `hashPassword` made it; without one, the account signs in by link or passkey. */
	passwordHash?: string | null;
	isEmailConfirmed?: boolean;
	grantedBy?: string | null;
};

/** Makes an account with its roles, in the caller's transaction. */
export async function createAccount(writer: Writer, wish: AccountWish): Promise<{ accountId: string } | 'email-taken'> {
	const accountId = uuidv7();
	const isNew = await insertAccount(writer, {
		id: accountId,
		email: foldEmail(wish.email),
		displayName: wish.displayName.trim(),
		locale: wish.locale ?? 'en',
		passwordHash: wish.passwordHash ?? null,
		emailConfirmedAt: wish.isEmailConfirmed ? new Date() : null,
	});
	if (!isNew) return 'email-taken';
	await replaceGrants(writer, accountId, wish.grants, wish.grantedBy ?? null);
	for (const { role } of wish.grants) writer.trace({ event: 'account.created', accountId, detail: { role } });
	return { accountId };
}

export async function replaceGrants(writer: Writer, accountId: string, grants: readonly Grant[], grantedBy: string | null): Promise<void> {
	await deleteGrants(writer, accountId);
	for (const grant of grants) await insertGrant(writer, accountId, grant, grantedBy);
	const body: RolesChanged = { accountId, grants: await findGrants(writer, accountId) };
	await announce(writer, [{ event: ROLES_CHANGED, body }]);
}

/** A fresh link that sets the node up; those made before end. */
export async function createSetUpLink(database: Database, config: Pick<Config, 'publicUrl'>): Promise<string> {
	return database.writing(PROGRAM, async (writer) => {
		await deleteLinks(writer, ['set-up']);
		return new URL(linkPath('set-up', await insertLink(writer, 'set-up', {})), config.publicUrl).href;
	});
}

/** Tells an account something: at once in its notices, once a day by mail what is still unread. `link` is a path of this site. */
export async function notify<K extends NoticeKind>(
	writer: Writer,
	notice: { accountId: string; kind: K; body: NoticeBody<K>; link?: string },
): Promise<void> {
	await insertNotice(writer, { ...notice, link: notice.link ?? null });
}
