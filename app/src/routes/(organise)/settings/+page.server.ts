import { fail } from '@sveltejs/kit';
import { can } from '#features/identity/roles.ts';
import { settingsForm } from '#features/node/schema.ts';
import { changeSettings } from '#features/node/server/commands.ts';
import { readSettings } from '#features/node/server/queries.ts';
import { running } from '#server/running.ts';
import { contrastRatio } from '#ui/contrast.ts';
import { readForm } from '../../read-form.ts';
import { requireAct } from '../../require-act.ts';
import { countryChoices, timeZoneChoices } from '../../world-choices.ts';
import type { Actions, PageServerLoad } from './$types';

/** WCAG AA for text: white letters stand on the accent. */
const LEAST_CONTRAST = 4.5;

export const load: PageServerLoad = async ({ locals }) => {
	requireAct(locals, 'settings.read');
	return {
		settings: await readSettings(running().database),
		timeZones: timeZoneChoices(),
		countries: countryChoices(locals.locale),
		mayWrite: can(locals.account, 'settings.write'),
	};
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		requireAct(locals, 'settings.write');
		const form = await readForm(request, settingsForm);
		if (!form.ok) return fail(400, { ...form, saved: false });
		const { accentColour } = form.output;
		if (accentColour && contrastRatio(accentColour, '#ffffff') < LEAST_CONTRAST) {
			return fail(400, { values: form.values, errors: { accentColour: 'too-pale' } as Record<string, string>, saved: false });
		}
		await changeSettings(running().database, locals.scope, form.output);
		return { values: form.values, errors: {} as Record<string, string>, saved: true };
	},
};
