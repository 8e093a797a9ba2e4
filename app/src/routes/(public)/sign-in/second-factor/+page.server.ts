import { fail, redirect } from '@sveltejs/kit';
import { codeForm } from '#features/identity/schema.ts';
import { confirmWithCode, findTicketHolder, signInWithCode } from '#features/identity/server/second-factor.ts';
import { ownPath } from '#features/node/request-rules.ts';
import { running } from '#server/running.ts';
import { goOn, visitorOf } from '../../../enter.ts';
import { readForm } from '../../../read-form.ts';
import { clearCookie, readCookie } from '../../../session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** The second step of a sign-in; for somebody who is signed in, the second factor again. */
export const load: PageServerLoad = async ({ cookies, locals, url }) => {
	const to = ownPath(url.searchParams.get('to')) ?? '';
	if (locals.account) return { to, again: true };
	if (!(await findTicketHolder(running(), readCookie(cookies, 'pending')))) redirect(303, '/sign-in');
	return { to, again: false };
};

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, codeForm);
		if (!form.ok) return fail(400, form);
		const { code, to } = form.output;
		const { account } = event.locals;
		if (account) {
			const answer = await confirmWithCode(running(), account, code, visitorOf(event));
			if (answer === 'confirmed') redirect(303, ownPath(to) ?? '/account');
			const errors: Record<string, string> = answer === 'wrong' ? { code: 'wrong-code' } : { form: answer };
			return fail(answer === 'wrong' ? 400 : 429, { values: form.values, errors });
		}
		const result = await signInWithCode(running(), { ticket: readCookie(event.cookies, 'pending') ?? '', code }, visitorOf(event));
		if (result.outcome === 'refused' && result.reason === 'wrong') {
			return fail(400, { values: form.values, errors: { code: 'wrong-code' } as Record<string, string> });
		}
		if (result.outcome === 'signed-in') clearCookie(event.cookies, 'pending');
		return goOn(event, result, { to, values: form.values });
	},
};
