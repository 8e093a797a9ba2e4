import { can, needsSecondFactor } from '#features/identity/roles.ts';
import { sayNotice } from '#features/identity/server/letters.ts';
import { listInvitations, listTeam, readNotices } from '#features/identity/server/queries.ts';
import { viewImport } from '#features/people/import/import-view.ts';
import { selectImports } from '#features/people/server/import/queries.ts';
import { countUnplaced } from '#features/people/server/place-people.ts';
import { countPeople } from '#features/people/server/queries.ts';
import { lastBackup } from '#server/backup/backup-folder.ts';
import { running } from '#server/running.ts';
import { loadMap } from '../../map-data/load-map.ts';
import type { PageServerLoad } from './$types';
import { nextSteps } from './next-steps.ts';

const COUNT_AGE_SECONDS = 10;
const SHOWN = 4;

export const load: PageServerLoad = async ({ locals, url }) => {
	const now = new Date();
	const [known, team, notices, map] = await Promise.all([
		readPeople(locals, now),
		can(locals.account, 'team.read') ? readTeam(locals) : null,
		readNews(locals),
		can(locals.account, 'places.read') ? loadMap(new URL(url.pathname, url)) : null,
	]);
	const mayImport = can(locals.account, 'people.import');
	return {
		...known,
		now,
		team,
		notices,
		map: map?.baseMap.bounds ? map : null,
		steps: nextSteps({
			...known,
			unplaced: known.unplaced?.count ?? 0,
			mayImport,
			team,
			node: can(locals.account, 'health.read') ? readNode() : null,
		}),
	};
};

function readPeople({ account, scope }: App.Locals, now: Date) {
	return running().database.reading(scope, async (reader) => ({
		people: can(account, 'people.read') ? await countPeople(reader, {}, COUNT_AGE_SECONDS) : null,
		...(can(account, 'people.import')
			? { imports: (await selectImports(reader, SHOWN)).map((row) => viewImport(row, now)), unplaced: await countUnplaced(reader) }
			: { imports: [], unplaced: null }),
	}));
}

async function readTeam({ scope }: App.Locals) {
	const { database } = running();
	const [team, invitations] = await Promise.all([listTeam(database, scope), listInvitations(database, scope)]);
	const active = team.filter(({ disabledAt }) => !disabledAt);
	const withoutFactor = active.filter(({ hasSecondFactor, grants }) => !hasSecondFactor && needsSecondFactor({ roles: grants }));
	return { count: active.length, withoutFactor: withoutFactor.length, invitations: invitations.length };
}

async function readNews({ account, scope, locale }: App.Locals) {
	if (!account) return [];
	return (await readNotices(running().database, scope, account.id))
		.slice(0, SHOWN)
		.map(({ id, kind, body, link, madeAt, readAt }) => ({ id, link, madeAt, isNew: !readAt, words: sayNotice(kind, body, locale) }))
		.filter(({ words }) => words);
}

function readNode() {
	const { config } = running();
	return { hasBackup: lastBackup(config.backupDir) !== undefined, leavesByMail: config.smtpUrl !== null };
}
