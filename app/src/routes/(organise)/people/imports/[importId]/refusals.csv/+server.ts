/** The refused rows as a file, each with its reason in a last column, to be mended and given again. */
import { error } from '@sveltejs/kit';
import { findImport, findRefusals } from '#features/people/server/import/queries.ts';
import { rowRefusalWords } from '#features/people/ui/import/words.ts';
import { m } from '#locales/compiled/messages.js';
import { csvLine } from '#server/csv.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../../../require-act.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = async ({ locals, params }) => {
	requireAct(locals, 'people.import');
	const { database } = running();
	const row = await database.reading(locals.scope, (reader) => findImport(reader, params.importId));
	if (!row) error(404);
	let line = 0;
	const header = csvLine([...(row.header ?? []), m.people_import_reason({}, { locale: locals.locale })]);
	const body = new ReadableStream({
		start: (controller) => controller.enqueue(new TextEncoder().encode(header)),
		async pull(controller) {
			const page = await database.reading(locals.scope, (reader) => findRefusals(reader, params.importId, line));
			const last = page.at(-1);
			if (!last) return controller.close();
			line = last.line;
			controller.enqueue(
				new TextEncoder().encode(page.map(({ cells, reason }) => csvLine([...cells, rowRefusalWords(reason, locals.locale)])).join('')),
			);
		},
	});
	return new Response(body, {
		headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': `attachment; filename="refused-${params.importId}.csv"` },
	});
};
