import { redirect } from '@sveltejs/kit';
import { mustSetUpSecondFactor } from '#features/identity/account.ts';
import { can } from '#features/identity/roles.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals: { account }, url }) => {
	if (!account) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname)}`);
	if (mustSetUpSecondFactor(account)) redirect(303, '/second-factor');
	return { account: { displayName: account.displayName, hasFieldWork: can(account, 'field.work') } };
};
