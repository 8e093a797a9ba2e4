/** What pages read about the team, the account's own things, the mail and the audit log. */
import { sql } from 'kysely';
import { type Database, PROGRAM, type Scope } from '#server/database.ts';
import type { SignedInAccount } from '../account.ts';
import { hideTokens } from '../one-time-link.ts';
import type { Grant } from '../roles.ts';
import { countRecoveryCodes, listPasskeys } from './store/factors.ts';
import { listOpenInvitations, type OpenInvitation } from './store/links.ts';
import { countUnreadNotices, listNotices, markNoticesRead, type NoticeRow } from './store/notifications.ts';
import { type ListedSession, listLiveSessions } from './store/sessions.ts';

export type { ListedSession, NoticeRow, OpenInvitation };

export type TeamMember = {
	accountId: string;
	email: string;
	displayName: string;
	grants: Grant[];
	hasSecondFactor: boolean;
	seenAt: Date | null;
	disabledAt: Date | null;
};

export async function listTeam(database: Database, scope: Scope): Promise<TeamMember[]> {
	return database.reading(scope, async (reader) => {
		const rows = await reader.query
			.selectFrom('accounts as a')
			.select([
				'a.id',
				'a.email',
				'a.display_name',
				'a.disabled_at',
				sql<boolean>`a.totp_confirmed_at is not null or exists (select from passkeys p where p.account_id = a.id)`.as('has_second_factor'),
				sql<Date | null>`(select max(seen_at) from sessions s where s.account_id = a.id)`.as('seen_at'),
				sql<
					Grant[]
				>`(select coalesce(json_agg(json_build_object('role', g.role, 'scopeKind', g.scope_kind, 'scopeId', g.scope_id) order by g.role), '[]')
					from role_grants g where g.account_id = a.id)`.as('grants'),
			])
			.orderBy(sql`a.disabled_at is not null`)
			.orderBy('a.display_name')
			.execute();
		return rows.map((row) => ({
			accountId: row.id,
			email: row.email,
			displayName: row.display_name,
			grants: row.grants,
			hasSecondFactor: row.has_second_factor,
			seenAt: row.seen_at,
			disabledAt: row.disabled_at,
		}));
	});
}

export async function listInvitations(database: Database, scope: Scope): Promise<OpenInvitation[]> {
	return database.reading(scope, listOpenInvitations);
}

export type OwnKeys = {
	hasPassword: boolean;
	passkeys: { credentialId: string; name: string; createdAt: Date; usedAt: Date | null }[];
	recoveryCodesLeft: number;
	sessions: ListedSession[];
};

export async function readOwnKeys(database: Database, account: SignedInAccount): Promise<OwnKeys> {
	return database.reading(PROGRAM, async (reader) => {
		const row = await reader.query
			.selectFrom('accounts')
			.select(sql<boolean>`password_hash is not null`.as('has_password'))
			.where('id', '=', account.id)
			.executeTakeFirstOrThrow();
		const passkeys = await listPasskeys(reader, account.id);
		return {
			hasPassword: row.has_password,
			passkeys: passkeys.map(({ credentialId, name, createdAt, usedAt }) => ({ credentialId, name, createdAt, usedAt })),
			recoveryCodesLeft: await countRecoveryCodes(reader, account.id),
			sessions: await listLiveSessions(reader, account.id),
		};
	});
}

/** The account's own notices, newest first, through the account's own eyes. */
export async function readNotices(database: Database, scope: Scope, accountId: string): Promise<NoticeRow[]> {
	return database.reading(scope, (reader) => listNotices(reader, accountId, 200));
}

export async function countUnread(database: Database, scope: Scope, accountId: string): Promise<number> {
	return database.reading(scope, (reader) => countUnreadNotices(reader, accountId));
}

export async function readAllNotices(database: Database, scope: Scope, accountId: string): Promise<void> {
	await database.writing(scope, (writer) => markNoticesRead(writer, accountId));
}

export type ListedMail = {
	id: string;
	to: string;
	subject: string;
	text: string;
	writtenAt: Date;
	state: string;
	lastRefusal: string | null;
};

/** The node's letters, newest first. Reading leaves a trace; tokens of letters that have left are hidden. */
export async function listMails(database: Database, scope: Scope, most = 100): Promise<ListedMail[]> {
	return database.reading(scope, async (reader) => {
		const rows = await reader.query.selectFrom('mails').selectAll().orderBy('written_at', 'desc').limit(most).execute();
		reader.trace({ event: 'mails.read', detail: { count: rows.length } });
		return rows.map((row) => ({
			id: row.id,
			to: row.to_address,
			subject: row.subject,
			text: row.state === 'kept' ? row.text_body : hideTokens(row.text_body),
			writtenAt: row.written_at,
			state: row.state,
			lastRefusal: row.last_refusal,
		}));
	});
}

export type AuditFilter = { event: string | null; accountId: string | null; before: Date | null };
export type ListedEntry = {
	id: string;
	at: Date;
	event: string;
	account: string | null;
	people: number;
	detail: Record<string, unknown>;
	isSealed: boolean;
};

/** A page of the audit log, newest first. Reading it is in it. */
export async function listAudit(database: Database, scope: Scope, filter: AuditFilter, most = 100): Promise<ListedEntry[]> {
	return database.reading(scope, async (reader) => {
		let query = reader.query
			.selectFrom('audit_entries as e')
			.leftJoin('accounts as a', 'a.id', 'e.account_id')
			.select([
				'e.id',
				'e.at',
				'e.event',
				'e.detail',
				'e.seal_number',
				'a.display_name',
				sql<number>`cardinality(e.person_ids)`.as('people'),
			])
			.orderBy('e.at', 'desc')
			.limit(most);
		if (filter.event) query = query.where('e.event', '=', filter.event);
		if (filter.accountId) query = query.where('e.account_id', '=', filter.accountId);
		if (filter.before) query = query.where('e.at', '<', filter.before);
		const rows = await query.execute();
		reader.trace({ event: 'audit.read', detail: { count: rows.length } });
		return rows.map((row) => ({
			id: row.id,
			at: row.at,
			event: row.event,
			account: row.display_name,
			people: row.people,
			detail: row.detail as Record<string, unknown>,
			isSealed: row.seal_number !== null,
		}));
	});
}

export async function listAuditEvents(database: Database, scope: Scope): Promise<string[]> {
	return database.reading(scope, async (reader) =>
		(await reader.query.selectFrom('audit_entries').select('event').distinct().orderBy('event').execute()).map(({ event }) => event),
	);
}

let team: { count: number; countedAt: Date } | null = null;
const TEAM_FRESH_MS = 60_000;

/** How many work with this node: a number for everybody, counted at most once a minute, without a name. */
export async function countTeam(database: Database): Promise<{ count: number; countedAt: Date }> {
	if (team && Date.now() - team.countedAt.getTime() < TEAM_FRESH_MS) return team;
	const { count } = await database.reading(PROGRAM, (reader) =>
		reader.query
			.selectFrom('accounts')
			.select(sql<number>`count(*)::int`.as('count'))
			.where('disabled_at', 'is', null)
			.executeTakeFirstOrThrow(),
	);
	team = { count, countedAt: new Date() };
	return team;
}
