/** The answer while the database is away: needs no database and no session, and no script either. */
import type { RequestEvent } from '@sveltejs/kit';
import { m } from '#locales/compiled/messages.js';

const RETRY_SECONDS = 5;

export function awayPage({ request, isDataRequest, locals }: RequestEvent): Response {
	const headers = { 'retry-after': String(RETRY_SECONDS), 'cache-control': 'no-store' };
	if (isDataRequest || request.headers.get('accept')?.startsWith('application/json')) {
		return Response.json({ message: 'away' }, { status: 503, headers });
	}
	const locales = locals.locale === 'fr' ? (['fr', 'en'] as const) : (['en', 'fr'] as const);
	const said = locales
		.map(
			(locale) =>
				`<section lang="${locale}"><h1>${m.node_away_title({}, { locale })}</h1><p>${m.node_away_text({}, { locale })}</p></section>`,
		)
		.join('');
	return new Response(
		`<!doctype html><html lang="${locales[0]}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">` +
			`<noscript><meta http-equiv="refresh" content="${RETRY_SECONDS}"></noscript><script src="/away.js" defer></script><title>${m.node_away_title({}, { locale: locales[0] })}</title>` +
			`<link rel="stylesheet" href="/away.css"></head><body><main>${said}</main></body></html>`,
		{
			status: 503,
			headers: {
				...headers,
				'content-type': 'text/html; charset=utf-8',
				'content-security-policy':
					"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'",
			},
		},
	);
}
