/** Imports that were under way go on where their rows say: the queue that knew of them did not come along. */
import type { Writer } from '#server/database.ts';
import { enqueue } from '#server/jobs.ts';
import { CHECK_IMPORT, RUN_IMPORT } from './commands.ts';

export async function resumeImports(writer: Writer): Promise<void> {
	const waiting = await writer.query.selectFrom('imports').select(['id', 'state']).where('state', 'in', ['checking', 'running']).execute();
	for (const { id, state } of waiting) {
		const job = state === 'running' ? RUN_IMPORT : CHECK_IMPORT;
		await enqueue(writer, job, { importId: id }, { key: `${job}:${id}` });
	}
}
