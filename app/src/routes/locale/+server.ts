import { redirect } from '@sveltejs/kit';
import { changeLocale } from '#features/identity/server/own-account.ts';
import { ownPath } from '#features/node/request-rules.ts';
import { isLocale } from '#locales/compiled/runtime.js';
import { running } from '#server/running.ts';
import { rememberLocale } from '../session-cookie.ts';
import type { RequestHandler } from './$types';

/** Back to the page where the language was chosen: the browser names it, and only its path counts. */
export const POST: RequestHandler = async ({ request, cookies, locals }) => {
	const locale = (await request.formData()).get('locale');
	if (isLocale(locale)) {
		rememberLocale(cookies, locale);
		if (locals.account) await changeLocale(running(), locals.account.id, locale);
	}
	const referer = URL.parse(request.headers.get('referer') ?? '');
	redirect(303, ownPath(referer && referer.pathname + referer.search) ?? '/');
};
