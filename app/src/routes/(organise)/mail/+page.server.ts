import { listMails } from '#features/identity/server/queries.ts';
import { describeMail } from '#server/mail.ts';
import { running } from '#server/running.ts';
import { requireAct } from '../../require-act.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
	requireAct(locals, 'mail.read');
	const { database, config } = running();
	return { mails: await listMails(database, locals.scope), sender: describeMail(config) };
};
