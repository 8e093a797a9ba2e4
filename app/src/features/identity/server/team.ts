/** Who is on the team: inviting, accepting, changing roles, disabling. Reads and writes with the asker's own eyes. */
import { readSettings } from '#features/node/server/queries.ts';
import { PROGRAM, type Scope, type Writer } from '#server/database.ts';
import { post } from '#server/mail.ts';
import { foldEmail, type Locale, type SignedInAccount } from '../account.ts';
import { isTokenShaped, linkPath } from '../one-time-link.ts';
import { can, type Grant, grantableRoles, grantOf, holds, type InvitedRole, type Role, type ScopeKind } from '../roles.ts';
import { createAccount, notify, replaceGrants } from './commands.ts';
import { invitationLetter } from './letters.ts';
import { HashQueueFull, hashPassword } from './password-hash.ts';
import { enter, type Node, type SignedIn } from './sign-in.ts';
import { findCredentials, findGrants, hasOtherAdministrator, updateAccount } from './store/accounts.ts';
import { deleteInvitation, deleteLinks, findLink, insertLink, type Link, takeLink } from './store/links.ts';
import { deleteSessions } from './store/sessions.ts';

/** Told in the same transaction that an account's grants changed: rooms above keep what it may see. */
export type GrantListener = (writer: Writer, accountId: string) => Promise<unknown>;

type Asker = { account: SignedInAccount; scope: Scope };

export type InvitationWish = { email: string; role: InvitedRole; areaId: string | null };

/** @returns the link, which the inviter may also hand over in person. */
export async function invite(
	node: Node,
	{ account, scope }: Asker,
	wish: InvitationWish,
): Promise<{ link: string } | 'not-yours-to-give' | 'area-missing' | 'email-taken'> {
	if (!can(account, 'team.invite') || !grantableRoles(account).includes(wish.role)) return 'not-yours-to-give';
	const grant = grantOf(wish.role, wish.areaId);
	if (grant === 'area-missing') return grant;
	const email = foldEmail(wish.email);
	const { name: nodeName, defaultLocale } = await readSettings(node.database);
	return node.database.writing(scope, async (writer) => {
		if (await findCredentials(writer, { email })) return 'email-taken';
		const token = await insertLink(writer, 'invitation', { email, ...grant, madeBy: account.id });
		const link = new URL(linkPath('invitation', token), node.config.publicUrl).href;
		await post(writer, invitationLetter(email, link, { nodeName, locale: defaultLocale, inviter: account.displayName }));
		writer.trace({ event: 'account.invited', detail: { role: wish.role } });
		return { link };
	});
}

export async function withdrawInvitation(node: Node, { account, scope }: Asker, id: string): Promise<'done' | 'not-yours-to-give'> {
	if (!can(account, 'team.invite')) return 'not-yours-to-give';
	await node.database.writing(scope, (writer) => deleteInvitation(writer, id));
	return 'done';
}

export async function findInvitation(node: Node, token: string): Promise<{ email: string; role: Role; inviter: string | null } | null> {
	if (!isTokenShaped(token)) return null;
	return node.database.reading(PROGRAM, async (reader) => {
		const link = await findLink(reader, 'invitation', token);
		if (!link?.email) return null;
		const inviter = link.madeBy ? await findCredentials(reader, { id: link.madeBy }) : null;
		return { email: link.email, role: link.role as Role, inviter: inviter?.displayName ?? null };
	});
}

export type Acceptance = {
	token: string;
	displayName: string;
	password: string | null;
	locale: Locale;
	device: string;
	onGrants: GrantListener;
};

export async function acceptInvitation(node: Node, given: Acceptance): Promise<SignedIn | 'link-used' | 'busy'> {
	if (!isTokenShaped(given.token)) return 'link-used';
	try {
		const passwordHash = given.password === null ? null : await hashPassword(given.password);
		return await node.database.writing(PROGRAM, async (writer) => {
			const link = await takeLink(writer, 'invitation', given.token);
			if (!link?.email) return 'link-used';
			const made = await createAccount(writer, {
				email: link.email,
				displayName: given.displayName,
				grants: [grantOfLink(link)],
				locale: given.locale,
				passwordHash,
				grantedBy: link.madeBy,
			});
			if (made === 'email-taken') return 'link-used';
			await given.onGrants(writer, made.accountId);
			if (link.madeBy) {
				const body = { name: given.displayName, role: link.role ?? '' };
				await notify(writer, { accountId: link.madeBy, kind: 'team.joined', body, link: '/team' });
			}
			return enter(node, writer, { id: made.accountId, email: link.email, method: 'invitation', device: given.device }, null);
		});
	} catch (fault) {
		if (fault instanceof HashQueueFull) return 'busy';
		throw fault;
	}
}

function grantOfLink(link: Link): Grant {
	return { role: link.role as Role, scopeKind: link.scopeKind as ScopeKind, scopeId: link.scopeId };
}

type TeamRefusal = 'not-yours-to-give' | 'area-missing' | 'last-administrator' | 'unknown';

/** Replaces somebody's roles by one. Their sessions end: nothing keeps rights that are gone. */
export async function changeRole(
	node: Node,
	{ account, scope }: Asker,
	wish: { accountId: string; role: InvitedRole; areaId: string | null; onGrants: GrantListener },
): Promise<'done' | TeamRefusal> {
	const grant = grantOf(wish.role, wish.areaId);
	if (!can(account, 'team.change') || !grantableRoles(account).includes(wish.role)) return 'not-yours-to-give';
	if (grant === 'area-missing') return grant;
	return node.database.writing(scope, async (writer) => {
		const before = await findGrants(writer, wish.accountId);
		if (before.length === 0) return 'unknown';
		const leaves = holds({ roles: before }, 'administrator') && wish.role !== 'administrator';
		if (leaves && !(await hasOtherAdministrator(writer, wish.accountId))) return 'last-administrator';
		await replaceGrants(writer, wish.accountId, [grant], account.id);
		await wish.onGrants(writer, wish.accountId);
		await deleteSessions(writer, wish.accountId, { except: account.sessionId });
		writer.trace({ event: 'account.role-changed', detail: { accountId: wish.accountId, role: wish.role } });
		return 'done';
	});
}

/** Shuts an account and ends its sessions at once, or opens it again. */
export async function setDisabled(
	node: Node,
	{ account, scope }: Asker,
	wish: { accountId: string; disabled: boolean },
): Promise<'done' | TeamRefusal> {
	if (!can(account, 'team.change')) return 'not-yours-to-give';
	return node.database.writing(scope, async (writer) => {
		if (!(await findCredentials(writer, { id: wish.accountId }))) return 'unknown';
		if (wish.disabled && !(await hasOtherAdministrator(writer, wish.accountId))) return 'last-administrator';
		await updateAccount(writer, wish.accountId, { disabled_at: wish.disabled ? new Date() : null });
		if (wish.disabled) {
			await deleteSessions(writer, wish.accountId);
			await deleteLinks(writer, ['sign-in', 'reset', 'recovery', 'second-factor'], wish.accountId);
			writer.trace({ event: 'account.disabled', detail: { accountId: wish.accountId } });
		}
		return 'done';
	});
}
