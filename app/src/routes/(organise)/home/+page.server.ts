import { can } from '#features/identity/roles.ts';
import { listInvitations, listTeam } from '#features/identity/server/queries.ts';
import { countPeople } from '#features/people/server/queries.ts';
import { running } from '#server/running.ts';
import type { PageServerLoad } from './$types';

const COUNT_AGE_SECONDS = 60;

export const load: PageServerLoad = async ({ locals: { account, scope } }) => {
	const { database } = running();
	const readsPeople = can(account, 'people.read');
	const seesTeam = can(account, 'team.read');
	const [people, team, invitations] = await Promise.all([
		readsPeople ? database.reading(scope, (reader) => countPeople(reader, {}, COUNT_AGE_SECONDS)) : null,
		seesTeam ? listTeam(database, scope) : [],
		seesTeam ? listInvitations(database, scope) : [],
	]);
	return {
		people,
		team: team.filter(({ disabledAt }) => !disabledAt).length,
		invitations: invitations.length,
		now: new Date(),
	};
};
