/** The request pipeline: forgery, size, who asks, in which language, what every answer says. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import type { SignedInAccount } from '#features/identity/account.ts';
import { findAccountBySession, scopeOf } from '#features/identity/server/sessions.ts';
import { answerHeaders, isForged, judgeBody } from '#features/node/request-rules.ts';
import { readSettings } from '#features/node/server/queries.ts';
import { extractLocaleFromHeader, isLocale, overwriteServerAsyncLocalStorage } from '#locales/compiled/runtime.js';
import '#locales/kept-plural-rules.ts';
import { NOBODY } from '#server/database.ts';
import { describeFault, log } from '#server/log.ts';
import { running } from '#server/running.ts';
import { awayPage } from './routes/away-page.ts';
import { clearCookie, LOCALE_COOKIE, readCookie } from './routes/session-cookie.ts';

type Language = { locale: 'en' | 'fr'; origin: string; messageCalls: Set<string> };
const language = new AsyncLocalStorage<Language>();
overwriteServerAsyncLocalStorage(language as never);

export const handle: Handle = async ({ event, resolve }) => {
	const began = performance.now();
	event.locals.account = null;
	event.locals.scope = NOBODY;
	event.locals.locale = 'en';
	const response = judgeRequest(event) ?? (await answer(event, resolve));
	finish(event, response);
	log.info('request', {
		route: event.route.id ?? 'none',
		method: event.request.method,
		status: response.status,
		durationMs: Math.round(performance.now() - began),
	});
	return response;
};

function judgeRequest({ request, url }: RequestEvent): Response | null {
	const { method, headers } = request;
	const sender = { method, path: url.pathname, origin: headers.get('origin'), fetchSite: headers.get('sec-fetch-site') };
	if (isForged(sender, running().config.publicUrl.origin)) return new Response('This form was sent from another site.', { status: 403 });
	const refusal = judgeBody(url.pathname, headers.get('content-length'), headers.has('transfer-encoding'));
	if (refusal === 'too-large') return new Response('This is more than the page takes.', { status: 413 });
	if (refusal === 'length-missing') return new Response('The length of the request is missing.', { status: 411 });
	return null;
}

async function answer(event: RequestEvent, resolve: Parameters<Handle>[0]['resolve']): Promise<Response> {
	let response: Response | undefined;
	try {
		await recognise(event);
		const { locale, account } = event.locals;
		const theme = account && account.theme !== 'system' ? ` data-theme="${account.theme}"` : '';
		const page = `lang="${locale}" dir="ltr"${theme}`;
		response = await language.run({ locale, origin: event.url.origin, messageCalls: new Set() }, () =>
			resolve(event, {
				transformPageChunk: ({ html }) => html.replace('lang="%lang%" dir="ltr" data-theme="%theme%"', page),
			}),
		);
	} catch (fault) {
		if (!isDatabaseAway(fault)) throw fault;
		event.locals.databaseAway = true;
	}
	if (!event.locals.databaseAway && response) return response;
	return awayPage(event);
}

/** Who asks, whose eyes they have, which language they read. */
async function recognise(event: RequestEvent): Promise<void> {
	const { locals, cookies, request } = event;
	const { database } = running();
	const token = readCookie(cookies, 'session');
	if (token !== undefined) {
		locals.account = await findAccountBySession(database, token);
		if (!locals.account) clearCookie(cookies, 'session');
		locals.scope = scopeOf(locals.account);
	}
	locals.locale = await chooseLocale(locals.account, cookies.get(LOCALE_COOKIE), request);
}

async function chooseLocale(account: SignedInAccount | null, cookie: string | undefined, request: Request): Promise<'en' | 'fr'> {
	if (account) return account.locale;
	if (isLocale(cookie)) return cookie;
	const asked = extractLocaleFromHeader(request);
	if (isLocale(asked)) return asked;
	return (await readSettings(running().database)).defaultLocale;
}

function finish(event: RequestEvent, response: Response): void {
	const { headers } = response;
	for (const [name, value] of Object.entries(answerHeaders(running().config.publicUrl.protocol === 'https:'))) headers.set(name, value);
	// What somebody saw signed in stays in no shared cache, whatever a route forgets to say.
	const isShared = headers.get('cache-control')?.includes('public') && /html/.test(headers.get('content-type') ?? '');
	if (!headers.has('cache-control') || (event.locals.account && isShared)) headers.set('cache-control', 'private, no-store');
}

/** The database was opened outside the built site, which carries its own copy of the class: the name tells. */
function isDatabaseAway(fault: unknown): boolean {
	return fault instanceof Error && fault.name === 'DatabaseAway';
}

export const handleError: HandleServerError = ({ kind, error, event }) => {
	if (kind !== 'unknown') return;
	if (isDatabaseAway(error)) {
		event.locals.databaseAway = true;
		return { status: 503, message: 'away' };
	}
	log.error('fault', { route: event.route.id ?? 'none', method: event.request.method, fault: describeFault(error) });
	return { status: 500, message: 'fault' };
};
