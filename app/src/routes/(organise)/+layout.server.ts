import { redirect } from '@sveltejs/kit';
import { mustSetUpSecondFactor } from '#features/identity/account.ts';
import { can, worksAtHeadquarters } from '#features/identity/roles.ts';
import { countUnread } from '#features/identity/server/queries.ts';
import { running } from '#server/running.ts';
import type { LayoutServerLoad } from './$types';

/** What everybody has who is signed in. */
const FOR_ALL = ['/(organise)/account', '/(organise)/notifications'];

export const load: LayoutServerLoad = async ({ locals, url, route, request }) => {
	const { account, scope } = locals;
	if (!account) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	if (mustSetUpSecondFactor(account)) redirect(303, '/second-factor');
	if (!worksAtHeadquarters(account) && !FOR_ALL.includes(route.id ?? '')) redirect(303, '/field');
	const acts = (
		['people.read', 'people.import', 'places.read', 'team.read', 'settings.read', 'health.read', 'mail.read', 'audit.read'] as const
	).filter((act) => can(account, act));
	return {
		account: { id: account.id, displayName: account.displayName, email: account.email, roles: account.roles.map(({ role }) => role) },
		acts,
		// What a form of this very request changed is counted anew.
		unread: request.method === 'GET' ? account.unread : await countUnread(running().database, scope, account.id),
	};
};
