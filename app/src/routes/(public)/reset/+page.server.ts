import { fail } from '@sveltejs/kit';
import { emailForm } from '#features/identity/schema.ts';
import { requestLink } from '#features/identity/server/sign-in.ts';
import { running } from '#server/running.ts';
import { visitorOf } from '../../enter.ts';
import { readForm } from '../../read-form.ts';
import type { Actions } from './$types';

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, emailForm);
		if (!form.ok) return fail(400, { ...form, sent: false });
		await requestLink(running(), { purpose: 'reset', email: form.output.email, locale: event.locals.locale }, visitorOf(event));
		return { values: form.values, errors: {} as Record<string, string>, sent: true };
	},
};
