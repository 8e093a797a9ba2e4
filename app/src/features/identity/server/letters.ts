/** The letters and notices of this room, in the reader's language. Subjects say nothing about who somebody is. */
import { m } from '#locales/compiled/messages.js';
import type { Letter } from '#server/mail.ts';
import type { Locale } from '../account.ts';
import type { NoticeBody, NoticeKind } from '../notice.ts';
import type { Role } from '../roles.ts';

type Said = { nodeName: string; locale: Locale };

export function signInLetter(to: string, link: string, { nodeName, locale }: Said): Letter {
	return {
		to,
		subject: m.identity_letter_sign_in_subject({ node: nodeName }, { locale }),
		text: m.identity_letter_sign_in_text({ link }, { locale }),
	};
}

export function resetLetter(to: string, link: string, { nodeName, locale }: Said): Letter {
	return {
		to,
		subject: m.identity_letter_reset_subject({ node: nodeName }, { locale }),
		text: m.identity_letter_reset_text({ link }, { locale }),
	};
}

export function invitationLetter(to: string, link: string, { nodeName, locale, inviter }: Said & { inviter: string }): Letter {
	return {
		to,
		subject: m.identity_letter_invitation_subject({ node: nodeName }, { locale }),
		text: m.identity_letter_invitation_text({ node: nodeName, link, inviter }, { locale }),
	};
}

export function digestLetter(
	to: string,
	lines: readonly string[],
	link: string,
	{ nodeName, locale, name }: Said & { name: string },
): Letter {
	return {
		to,
		subject: m.identity_letter_digest_subject({ node: nodeName }, { locale }),
		text: m.identity_letter_digest_text({ name, lines: lines.map((line) => `– ${line}`).join('\n'), link }, { locale }),
	};
}

const roleWords: Record<Role, (inputs?: object, options?: { locale?: Locale }) => string> = {
	host: m.identity_role_host,
	administrator: m.identity_role_administrator,
	organiser: m.identity_role_organiser,
	'group-lead': m.identity_role_group_lead,
	volunteer: m.identity_role_volunteer,
	supporter: m.identity_role_supporter,
};

export function sayRole(role: string, locale?: Locale): string {
	return roleWords[role as Role]?.({}, locale ? { locale } : {}) ?? role;
}

const number = (value: number, locale: Locale) => new Intl.NumberFormat(locale).format(value);

const noticeWords: { [K in NoticeKind]: (body: NoticeBody<K>, locale: Locale) => string } = {
	'account.new-sign-in': ({ device }, locale) => m.identity_notice_new_sign_in({ device }, { locale }),
	'account.second-factor-recovered': ({ name }, locale) => m.identity_notice_recovered({ name }, { locale }),
	'team.joined': ({ name, role }, locale) => m.identity_notice_joined({ name, role: sayRole(role, locale) }, { locale }),
	'import.ended': ({ fileName, created, updated, refused }, locale) =>
		m.identity_notice_import_ended(
			{ fileName, created: number(created, locale), updated: number(updated, locale), refused: number(refused, locale) },
			{ locale },
		),
	'import.failed': ({ fileName }, locale) => m.identity_notice_import_failed({ fileName }, { locale }),
};

/** A notice in words; empty for a kind that this program does not know (any more). */
export function sayNotice(kind: string, body: Record<string, unknown>, locale: Locale): string {
	const say = noticeWords[kind as NoticeKind] as ((body: Record<string, unknown>, locale: Locale) => string) | undefined;
	return say?.(body, locale) ?? '';
}
