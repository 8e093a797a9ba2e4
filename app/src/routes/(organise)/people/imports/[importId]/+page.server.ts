import { error, fail, redirect } from '@sveltejs/kit';
import { viewImport } from '#features/people/import/import-view.ts';
import { type Steering, steerImport } from '#features/people/server/import/commands.ts';
import { findImport } from '#features/people/server/import/queries.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../../require-act.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
	requireAct(locals, 'people.import');
	const row = await running().database.reading(locals.scope, (reader) => findImport(reader, params.importId));
	if (!row) error(404);
	return { made: viewImport(row, new Date()), dryRun: row.dry_run };
};

function steer(act: Steering) {
	return async ({ locals, params }: RequestEvent) => {
		requireAct(locals, 'people.import');
		const { database, folder } = running();
		const outcome = await steerImport(database, locals.scope, folder, { importId: params.importId, act });
		if (outcome === 'not-found') error(404);
		if (outcome === 'not-now') return fail(409, { notNow: true });
		redirect(303, `/people/imports/${params.importId}`);
	};
}

export const actions: Actions = { start: steer('start'), pause: steer('pause'), resume: steer('resume'), stop: steer('stop') };
