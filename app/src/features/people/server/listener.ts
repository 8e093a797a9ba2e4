/** What room people does about what was announced. */
import { notify } from '#features/identity/server/commands.ts';
import { enqueue } from '#server/jobs.ts';
import type { Listener } from '#server/listen.ts';
import type { ImportEnded, ImportRefused } from '../events.ts';
import { PLACE_PEOPLE } from './place-people.ts';

export const peopleListener: Listener = {
	name: 'people',
	on: {
		async ImportEnded(writer, body) {
			const { accountId, importId, fileName, created, updated, refused } = body as ImportEnded['body'];
			if (!accountId) return;
			await notify(writer, {
				accountId,
				kind: 'import.ended',
				body: { fileName, created, updated, refused },
				link: `/people/imports/${importId}`,
			});
		},
		async ImportRefused(writer, body) {
			const { accountId, importId, fileName } = body as ImportRefused['body'];
			if (!accountId) return;
			await notify(writer, { accountId, kind: 'import.failed', body: { fileName }, link: `/people/imports/${importId}` });
		},
		async AddressesImported(writer) {
			await enqueue(writer, PLACE_PEOPLE, {}, { key: PLACE_PEOPLE });
		},
	},
};
