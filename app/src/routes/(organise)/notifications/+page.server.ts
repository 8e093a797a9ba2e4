import { redirect } from '@sveltejs/kit';
import { sayNotice } from '#features/identity/server/letters.ts';
import { readAllNotices, readNotices } from '#features/identity/server/queries.ts';
import { running } from '#server/running.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { account, scope, locale } }) => {
	if (!account) redirect(303, '/sign-in?to=/notifications');
	const notices = await readNotices(running().database, scope, account.id);
	return {
		notices: notices
			.map(({ id, kind, body, link, madeAt, readAt }) => ({ id, link, madeAt, isNew: !readAt, words: sayNotice(kind, body, locale) }))
			.filter(({ words }) => words),
	};
};

export const actions: Actions = {
	default: async ({ locals: { account, scope } }) => {
		if (!account) redirect(303, '/sign-in');
		await readAllNotices(running().database, scope, account.id);
	},
};
