import { countPeople } from '#features/people/server/queries.ts';
import { running } from '#server/running.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { account, scope } }) => {
	const { database } = running();
	return {
		people: (await database.reading(scope, (reader) => countPeople(reader, {}, 60))).total,
		unread: account?.unread ?? 0,
	};
};
