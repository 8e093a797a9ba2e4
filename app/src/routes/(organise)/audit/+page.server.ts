import { listAudit, listAuditEvents, listTeam } from '#features/identity/server/queries.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../require-act.ts';
import type { PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const PAGE = 100;

export const load: PageServerLoad = async ({ locals, url }) => {
	requireAct(locals, 'audit.read');
	const { database } = running();
	const account = url.searchParams.get('account') ?? '';
	const before = new Date(url.searchParams.get('before') ?? '');
	const filter = {
		event: url.searchParams.get('event') || null,
		accountId: UUID.test(account) ? account : null,
		before: Number.isNaN(before.getTime()) ? null : before,
	};
	const entries = await listAudit(database, locals.scope, filter, PAGE);
	const older = new URLSearchParams(url.searchParams);
	const last = entries.at(-1);
	if (last) older.set('before', last.at.toISOString());
	return {
		entries,
		olderHref: entries.length === PAGE ? `/audit?${older}` : null,
		filter: { event: filter.event ?? '', account: filter.accountId ?? '' },
		events: await listAuditEvents(database, locals.scope),
		team: (await listTeam(database, locals.scope)).map(({ accountId, displayName }) => ({ value: accountId, label: displayName })),
	};
};
