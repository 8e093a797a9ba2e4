import { error, json } from '@sveltejs/kit';
import { viewImport } from '#features/people/import/import-view.ts';
import { findImport } from '#features/people/server/import/queries.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../../../require-act.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	requireAct(locals, 'people.import');
	const row = await running().database.reading(locals.scope, (reader) => findImport(reader, params.importId));
	if (!row) error(404);
	return json(viewImport(row, new Date()));
};
