import { fail } from '@sveltejs/kit';
import { judgePassword } from '#features/identity/password.ts';
import { newPasswordForm } from '#features/identity/schema.ts';
import { resetPassword } from '#features/identity/server/own-account.ts';
import { isLinkOpen } from '#features/identity/server/sign-in.ts';
import { running } from '#server/running.ts';
import { goOn, visitorOf } from '../../../enter.ts';
import { readForm } from '../../../read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({ isOpen: await isLinkOpen(running(), 'reset', params.token) });

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, newPasswordForm);
		if (!form.ok) return fail(400, form);
		const refusal = judgePassword(form.output.password);
		if (refusal) return fail(400, { values: form.values, errors: { password: refusal } as Record<string, string> });
		const { device } = visitorOf(event);
		return goOn(event, await resetPassword(running(), { token: event.params.token, password: form.output.password, device }));
	},
};
