/** Takes the form with the file as a stream: it never lies in memory as a whole. */
import { Readable } from 'node:stream';
import { Busboy } from '@fastify/busboy';
import { redirect } from '@sveltejs/kit';
import { knownPresets } from '#features/people/import/presets/known-presets.ts';
import { type MadeImport, makeImport } from '#features/people/server/import/commands.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../../../require-act.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ request, locals }) => {
	requireAct(locals, 'people.import');
	const made = await readForm(request, locals);
	if (made === null) redirect(303, '/people/imports?refused=no-file');
	if (!made.ok) redirect(303, `/people/imports?refused=${made.refusal}`);
	redirect(303, `/people/imports/${made.importId}`);
};

function readForm(request: Request, locals: App.Locals): Promise<MadeImport | null> {
	const contentType = request.headers.get('content-type') ?? '';
	if (!request.body || !contentType.startsWith('multipart/form-data')) return Promise.resolve(null);
	const { database, folder } = running();
	const source = Readable.fromWeb(request.body as never);
	return new Promise((resolve, reject) => {
		const form = new Busboy({ headers: { 'content-type': contentType }, limits: { files: 1, fields: 5, fieldSize: 200 } });
		let preset: string | null = null;
		let made: Promise<MadeImport> | null = null;
		form.on('field', (name, value) => {
			if (name === 'preset' && knownPresets.some((known) => known.name === value)) preset = value;
		});
		form.on('file', (_, file, fileName) => {
			if (!fileName) return void file.resume();
			made = makeImport(database, locals.scope, folder, { fileName, bytes: file, preset });
			// Whatever goes wrong, the rest of the request is read, so that the browser gets its answer.
			made.catch(() => file.resume());
			return undefined;
		});
		form.on('finish', () => (made ? made.then(resolve, reject) : resolve(null)));
		form.on('error', () => resolve(null));
		source.on('error', reject);
		source.pipe(form);
	});
}
