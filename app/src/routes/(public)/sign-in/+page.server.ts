import { fail } from '@sveltejs/kit';
import { signInForm } from '#features/identity/schema.ts';
import { signInWithPassword } from '#features/identity/server/sign-in.ts';
import { ownPath } from '#features/node/request-rules.ts';
import { running } from '#server/running.ts';
import { goOn, visitorOf } from '../../enter.ts';
import { readForm } from '../../read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ to: ownPath(url.searchParams.get('to')) ?? '' });

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, signInForm);
		if (!form.ok) return fail(400, form);
		const { to, ...given } = form.output;
		return goOn(event, await signInWithPassword(running(), given, visitorOf(event)), { to, values: form.values });
	},
};
