import { fail } from '@sveltejs/kit';
import * as v from 'valibot';
import { judgePassword } from '#features/identity/password.ts';
import { administratorEntries } from '#features/identity/schema.ts';
import { setUpNode } from '#features/identity/server/set-up.ts';
import { isLinkOpen } from '#features/identity/server/sign-in.ts';
import { settingsEntries } from '#features/node/schema.ts';
import { running } from '#server/running.ts';
import { goOn, visitorOf } from '../../../enter.ts';
import { readForm } from '../../../read-form.ts';
import { countryChoices, timeZoneChoices } from '../../../world-choices.ts';
import type { Actions, PageServerLoad } from './$types';

const setUpForm = v.object({ ...settingsEntries, ...administratorEntries });

export const load: PageServerLoad = async ({ params, locals }) => ({
	isOpen: await isLinkOpen(running(), 'set-up', params.token),
	timeZones: timeZoneChoices(),
	countries: countryChoices(locals.locale),
});

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, setUpForm);
		if (!form.ok) return fail(400, form);
		const { displayName, email, password, ...settings } = form.output;
		const refuse = (errors: Record<string, string>, status = 400) => fail(status, { values: form.values, errors });
		const weak = password && judgePassword(password, [displayName, email, settings.name]);
		if (weak) return refuse({ password: weak });
		const result = await setUpNode(running(), {
			token: event.params.token,
			settings,
			administrator: { displayName, email, password: password || null, locale: settings.defaultLocale },
			device: visitorOf(event).device,
		});
		if (result === 'link-used') return refuse({ form: result });
		if (result === 'busy') return refuse({ form: result }, 503);
		return goOn(event, result, { to: '/second-factor' });
	},
};
