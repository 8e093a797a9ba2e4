import { viewImport } from '#features/people/import/import-view.ts';
import { selectImports } from '#features/people/server/import/queries.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../require-act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	requireAct(locals, 'people.import');
	const rows = await running().database.reading(locals.scope, (reader) => selectImports(reader, 50));
	const now = new Date();
	return { imports: rows.map((row) => viewImport(row, now)), refusal: url.searchParams.get('refused') };
};
