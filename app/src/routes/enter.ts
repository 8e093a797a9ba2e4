/** From a way in to a session in the browser: cookies, and where to go next. */
import { fail, type RequestEvent, redirect } from '@sveltejs/kit';
import { describeDevice } from '#features/identity/device.ts';
import type { Visitor } from '#features/identity/server/rate-limits.ts';
import type { SignInResult } from '#features/identity/server/sign-in.ts';
import { ownPath } from '#features/node/request-rules.ts';
import { readCookie, setCookie } from './session-cookie.ts';

export function visitorOf({ getClientAddress, cookies, request }: RequestEvent): Visitor {
	return {
		address: getClientAddress(),
		deviceMark: readCookie(cookies, 'device'),
		device: describeDevice(request.headers.get('user-agent')),
	};
}

/** Sets the cookies of a result; returns the path to go to, or null when it was refused. */
export function admit({ cookies }: RequestEvent, result: SignInResult, to: string | null = null): string | null {
	const target = ownPath(to);
	if (result.outcome === 'signed-in') {
		setCookie(cookies, 'session', result.token);
		setCookie(cookies, 'device', result.deviceMark);
		return target ?? '/home';
	}
	if (result.outcome === 'second-factor') {
		setCookie(cookies, 'pending', result.ticket);
		return `/sign-in/second-factor${target ? `?to=${encodeURIComponent(target)}` : ''}`;
	}
	return null;
}

const statuses = { wrong: 400, 'too-many': 429, busy: 503 } as const;

/** For form actions: goes on, or returns the refusal for the page. */
export function goOn(
	event: RequestEvent,
	result: SignInResult,
	{ to, values = {} }: { to?: string; values?: Record<string, string> } = {},
) {
	const target = admit(event, result, to);
	if (target) redirect(303, target);
	if (result.outcome !== 'refused') throw new Error('a result that is not refused has a target');
	if (result.waitSeconds > 0) event.setHeaders({ 'retry-after': String(result.waitSeconds) });
	return fail(statuses[result.reason], { values, errors: { form: result.reason } as Record<string, string> });
}
