import { fail, type RequestEvent } from '@sveltejs/kit';
import { grantableRoles } from '#features/identity/roles.ts';
import { accountIdForm, invitationForm, roleForm } from '#features/identity/schema.ts';
import { listInvitations, listTeam } from '#features/identity/server/queries.ts';
import { changeRole, invite, setDisabled, withdrawInvitation } from '#features/identity/server/team.ts';
import { refreshVisibility } from '#features/people/server/visibility.ts';
import { findAreas } from '#features/places/server/queries.ts';
import { running } from '#server/running.ts';
import { readForm } from '../../read-form.ts';
import { requireAct } from '../../require-act.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	requireAct(locals, 'team.read');
	const { database } = running();
	const [team, invitations, areas] = await Promise.all([
		listTeam(database, locals.scope),
		listInvitations(database, locals.scope),
		database.reading(locals.scope, findAreas),
	]);
	const roles = [...grantableRoles(locals.account)];
	return {
		team,
		invitations,
		areas: areas.map(({ id, name }) => ({ value: id as string, label: name })),
		roles,
		mayChange: roles.includes('administrator'),
		leavesByMail: running().config.smtpUrl !== null,
	};
};

type Done = { done?: string; link?: string; values: Record<string, string>; errors: Record<string, string> };

function askerOf({ locals }: RequestEvent) {
	requireAct(locals, 'team.read');
	if (!locals.account) throw new Error('requireAct lets nobody pass without an account');
	return { account: locals.account, scope: locals.scope };
}

const refused = (code: string, values: Record<string, string> = {}) => fail(400, { values, errors: { form: code } } as Done);

export const actions: Actions = {
	invite: async (event) => {
		const form = await readForm(event.request, invitationForm);
		if (!form.ok) return fail(400, form as Done);
		const result = await invite(running(), askerOf(event), form.output);
		if (typeof result !== 'string') return { done: 'invited', link: result.link, values: {}, errors: {} } as Done;
		const field = result === 'email-taken' ? 'email' : result === 'area-missing' ? 'areaId' : 'form';
		return fail(400, { values: form.values, errors: { [field]: result } } as Done);
	},
	withdraw: async (event) => {
		const id = String((await event.request.formData()).get('id') ?? '');
		const result = await withdrawInvitation(running(), askerOf(event), id);
		return result === 'done' ? ({ done: 'withdrawn', values: {}, errors: {} } as Done) : refused(result);
	},
	role: async (event) => {
		const form = await readForm(event.request, roleForm);
		if (!form.ok) return refused('missing', form.values);
		const result = await changeRole(running(), askerOf(event), { ...form.output, onGrants: refreshVisibility });
		return result === 'done' ? ({ done: 'role', values: {}, errors: {} } as Done) : refused(result);
	},
	disable: async (event) => {
		const form = await readForm(event.request, accountIdForm);
		if (!form.ok) return refused('missing');
		const wish = { accountId: form.output.accountId, disabled: form.output.disabled === 'yes' };
		const result = await setDisabled(running(), askerOf(event), wish);
		return result === 'done' ? ({ done: 'disabled', values: {}, errors: {} } as Done) : refused(result);
	},
};
