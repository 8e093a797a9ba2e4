/** What the worker does for this room. */
import { readSettings } from '#features/node/server/queries.ts';
import { PROGRAM } from '#server/database.ts';
import type { RoomJobs, ScheduledJob } from '#server/jobs.ts';
import { post } from '#server/mail.ts';
import type { Locale } from '../account.ts';
import { linkPath } from '../one-time-link.ts';
import { digestLetter, resetLetter, sayNotice, signInLetter } from './letters.ts';
import { SEND_LINK } from './sign-in.ts';
import { findCredentials } from './store/accounts.ts';
import { deleteDeadLinks, deleteLinks, insertLink } from './store/links.ts';
import { takeDigests } from './store/notifications.ts';
import { deleteOldBuckets } from './store/rate-limits.ts';
import { deleteExpiredSessions } from './store/sessions.ts';

export const identityJobs: RoomJobs = {
	/** Only here is looked up whether the address has an account: the page has long answered. */
	async [SEND_LINK](payload, { database, config }) {
		const purpose = payload.purpose === 'reset' ? 'reset' : 'sign-in';
		const { name: nodeName } = await readSettings(database);
		await database.writing(PROGRAM, async (writer) => {
			const account = await findCredentials(writer, { email: String(payload.email) });
			if (!account || account.disabledAt) return;
			await deleteLinks(writer, [purpose], account.id);
			const token = await insertLink(writer, purpose, { accountId: account.id });
			const link = new URL(linkPath(purpose, token), config.publicUrl).href;
			const letter = purpose === 'reset' ? resetLetter : signInLetter;
			await post(writer, letter(account.email, link, { nodeName, locale: (payload.locale as Locale) ?? account.locale }));
		});
	},

	async 'identity.mail-digest'(_payload, { database, config }) {
		const { name: nodeName } = await readSettings(database);
		const link = new URL('/notifications', config.publicUrl).href;
		await database.writing(PROGRAM, async (writer) => {
			for (const { email, displayName, locale, notices } of await takeDigests(writer)) {
				const lines = notices.map(({ kind, body }) => sayNotice(kind, body, locale)).filter(Boolean);
				if (lines.length > 0) await post(writer, digestLetter(email, lines, link, { nodeName, locale, name: displayName }));
			}
		});
	},

	async 'identity.sweep'(_payload, { database }) {
		await database.writing(PROGRAM, async (writer) => {
			await deleteExpiredSessions(writer);
			await deleteDeadLinks(writer);
			await deleteOldBuckets(writer);
		});
	},
};

export const identitySchedule: readonly ScheduledJob[] = [
	{ job: 'identity.mail-digest', schedule: '0 6 * * *' },
	{ job: 'identity.sweep', schedule: '17 * * * *' },
];
