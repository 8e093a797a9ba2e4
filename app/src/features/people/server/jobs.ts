/** What the worker runs for room people. */
import type { RoomJobs } from '#server/jobs.ts';
import { checkImport } from './import/check-import.ts';
import { CHECK_IMPORT, RUN_IMPORT } from './import/commands.ts';
import { runImport } from './import/run-import.ts';
import { PLACE_PEOPLE, placePeople } from './place-people.ts';

export const peopleJobs: RoomJobs = {
	[CHECK_IMPORT]: (payload, context) => checkImport(String(payload.importId), context),
	[RUN_IMPORT]: (payload, context) => runImport(String(payload.importId), context),
	async [PLACE_PEOPLE](_, context) {
		await placePeople(context);
	},
};
