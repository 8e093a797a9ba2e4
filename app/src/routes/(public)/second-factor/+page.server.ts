import { fail, redirect } from '@sveltejs/kit';
import { mustSetUpSecondFactor } from '#features/identity/account.ts';
import { totpForm } from '#features/identity/schema.ts';
import { setUpTotp } from '#features/identity/server/second-factor.ts';
import { createTotpSecret, drawQr, totpAddress } from '#features/identity/server/totp.ts';
import { mayChangeFactors } from '#features/identity/session.ts';
import { readSettings } from '#features/node/server/queries.ts';
import { running } from '#server/running.ts';
import { readForm } from '../../read-form.ts';
import { setCookie } from '../../session-cookie.ts';
import type { Actions, PageServerLoad } from './$types';

/** The secret travels with the form and is kept only once a code proves that an app has it. */
async function offerSecret(email: string, secret = createTotpSecret()) {
	const { name } = await readSettings(running().database);
	return { secret, spelled: secret.replace(/(.{4})(?=.)/g, '$1 '), qr: drawQr(totpAddress(secret, email, name)) };
}

type Done = { errors: Record<string, string>; offer?: Awaited<ReturnType<typeof offerSecret>>; recoveryCodes?: string[] };

export const load: PageServerLoad = async ({ locals }) => {
	const { account } = locals;
	if (!account) redirect(303, '/sign-in?to=/second-factor');
	if (!mayChangeFactors(account, new Date())) redirect(303, '/sign-in/second-factor?to=/second-factor');
	return { must: mustSetUpSecondFactor(account), replaces: account.secondFactors.totp, offer: await offerSecret(account.email) };
};

export const actions: Actions = {
	default: async ({ request, locals, cookies }) => {
		const { account } = locals;
		if (!account || !mayChangeFactors(account, new Date())) redirect(303, '/sign-in');
		const form = await readForm(request, totpForm);
		if (!form.ok) return fail(400, { errors: form.errors } as Done);
		const done = await setUpTotp(running(), account, form.output);
		if (done === 'wrong-code') {
			const isSecret = /^[A-Z2-7]{32}$/.test(form.output.secret);
			const offer = await offerSecret(account.email, isSecret ? form.output.secret : undefined);
			return fail(400, { errors: { code: done }, offer } as Done);
		}
		setCookie(cookies, 'session', done.token);
		return { errors: {}, recoveryCodes: done.recoveryCodes } as Done;
	},
};
