import { isLinkOpen, signInWithLink } from '#features/identity/server/sign-in.ts';
import { running } from '#server/running.ts';
import { goOn, visitorOf } from '../../../../enter.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({ isOpen: await isLinkOpen(running(), 'sign-in', params.token) });

export const actions: Actions = {
	default: async (event) => goOn(event, await signInWithLink(running(), event.params.token, visitorOf(event).device)),
};
