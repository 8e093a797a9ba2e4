import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import type { SignedInAccount } from '#features/identity/account.ts';
import { judgePassword } from '#features/identity/password.ts';
import { changePasswordForm, profileForm } from '#features/identity/schema.ts';
import { changePassword, changeProfile, renewRecoveryCodes } from '#features/identity/server/own-account.ts';
import { removePasskey } from '#features/identity/server/passkeys.ts';
import { readOwnKeys } from '#features/identity/server/queries.ts';
import { endSessions } from '#features/identity/server/sessions.ts';
import { mayChangeFactors } from '#features/identity/session.ts';
import { running } from '#server/running.ts';
import { visitorOf } from '../../enter.ts';
import { readForm } from '../../read-form.ts';
import { rememberLocale, setCookie } from '../../session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

type Done = { done?: string; recoveryCodes?: string[]; values: Record<string, string>; errors: Record<string, string> };
const done = (what: string, more: Partial<Done> = {}): Done => ({ done: what, values: {}, errors: {}, ...more });
const refuse = (errors: Record<string, string>, values: Record<string, string> = {}) => fail(400, { values, errors } as Done);

export const load: PageServerLoad = async ({ locals: { account } }) => {
	if (!account) redirect(303, '/sign-in?to=/account');
	return { own: account, keys: await readOwnKeys(running().database, account), mayChangeFactors: mayChangeFactors(account, new Date()) };
};

function accountOf({ locals: { account } }: RequestEvent): SignedInAccount {
	if (!account) redirect(303, '/sign-in');
	return account;
}

/** Sends to the second factor first where it is not fresh. */
function withFreshFactor(event: RequestEvent): SignedInAccount {
	const account = accountOf(event);
	if (!mayChangeFactors(account, new Date())) redirect(303, '/sign-in/second-factor?to=/account');
	return account;
}

export const actions: Actions = {
	profile: async (event) => {
		const form = await readForm(event.request, profileForm);
		if (!form.ok) return fail(400, form as Done);
		await changeProfile(running(), accountOf(event).id, form.output);
		rememberLocale(event.cookies, form.output.locale);
		redirect(303, '/account');
	},
	password: async (event) => {
		const account = accountOf(event);
		const form = await readForm(event.request, changePasswordForm);
		if (!form.ok) return fail(400, form as Done);
		const weak = judgePassword(form.output.password, [account.email, account.displayName]);
		if (weak) return refuse({ password: weak });
		const result = await changePassword(running(), account, { present: form.output.present, next: form.output.password }, visitorOf(event));
		if (result === 'wrong') return refuse({ present: 'wrong-password' });
		if (typeof result === 'string') return refuse({ form: result });
		setCookie(event.cookies, 'session', result.token);
		return done('password');
	},
	session: async (event) => {
		const account = accountOf(event);
		const only = String((await event.request.formData()).get('sessionId') ?? '');
		await endSessions(running().database, account.id, only ? { only } : { except: account.sessionId });
		return done('session');
	},
	passkey: async (event) => {
		const account = withFreshFactor(event);
		await removePasskey(running(), account, String((await event.request.formData()).get('credentialId') ?? ''));
		return done('passkey');
	},
	codes: async (event) => done('codes', { recoveryCodes: await renewRecoveryCodes(running(), withFreshFactor(event)) }),
};
