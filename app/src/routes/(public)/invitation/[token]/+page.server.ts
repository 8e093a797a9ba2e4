import { fail } from '@sveltejs/kit';
import { judgePassword } from '#features/identity/password.ts';
import { acceptanceForm } from '#features/identity/schema.ts';
import { acceptInvitation, findInvitation } from '#features/identity/server/team.ts';
import { refreshVisibility } from '#features/people/server/visibility.ts';
import { running } from '#server/running.ts';
import { goOn, visitorOf } from '../../../enter.ts';
import { readForm } from '../../../read-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params }) => ({ invitation: await findInvitation(running(), params.token) });

export const actions: Actions = {
	default: async (event) => {
		const form = await readForm(event.request, acceptanceForm);
		if (!form.ok) return fail(400, form);
		const { displayName, password } = form.output;
		const refuse = (errors: Record<string, string>, status = 400) => fail(status, { values: form.values, errors });
		const weak = password && judgePassword(password, [displayName]);
		if (weak) return refuse({ password: weak });
		const result = await acceptInvitation(running(), {
			token: event.params.token,
			displayName,
			password: password || null,
			locale: event.locals.locale,
			device: visitorOf(event).device,
			onGrants: refreshVisibility,
		});
		if (result === 'link-used') return refuse({ form: result });
		if (result === 'busy') return refuse({ form: result }, 503);
		return goOn(event, result);
	},
};
