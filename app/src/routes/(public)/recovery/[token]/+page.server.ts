import { recoverAccount } from '#features/identity/server/own-account.ts';
import { isLinkOpen } from '#features/identity/server/sign-in.ts';
import { running } from '#server/running.ts';
import { goOn, visitorOf } from '../../../enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({ isOpen: await isLinkOpen(running(), 'recovery', params.token) });

export const actions: Actions = {
	default: async (event) => {
		const { device } = visitorOf(event);
		return goOn(event, await recoverAccount(running(), { token: event.params.token, device }), { to: '/second-factor' });
	},
};
