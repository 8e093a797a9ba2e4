import { redirect } from '@sveltejs/kit';
import { endSessions } from '#features/identity/server/sessions.ts';
import { running } from '#server/running.ts';
import { clearCookie } from '../session-cookie.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async ({ cookies, locals }) => {
	if (locals.account) await endSessions(running().database, locals.account.id, { only: locals.account.sessionId });
	clearCookie(cookies, 'session');
	redirect(303, '/');
};
