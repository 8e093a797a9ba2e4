/** The site's own cookies. Only over https may a name begin with `__Host-`; plain http exists on localhost alone. */
import type { Cookies } from '@sveltejs/kit';
import { running } from '#server/running.ts';

export const LOCALE_COOKIE = 'locale';

type Kept = 'session' | 'device' | 'pending';
const names: Record<Kept, string> = { session: 'groundswell', device: 'groundswell-device', pending: 'groundswell-pending' };
const lifetimes: Record<Kept, number> = { session: 30 * 86_400, device: 365 * 86_400, pending: 600 };

function isHttps(): boolean {
	return running().config.publicUrl.protocol === 'https:';
}

function nameOf(kept: Kept): string {
	return `${isHttps() ? '__Host-' : ''}${names[kept]}`;
}

export function readCookie(cookies: Cookies, kept: Kept): string | undefined {
	return cookies.get(nameOf(kept));
}

export function setCookie(cookies: Cookies, kept: Kept, value: string): void {
	cookies.set(nameOf(kept), value, { path: '/', httpOnly: true, secure: isHttps(), sameSite: 'lax', maxAge: lifetimes[kept] });
}

export function clearCookie(cookies: Cookies, kept: Kept): void {
	cookies.delete(nameOf(kept), { path: '/', httpOnly: true, secure: isHttps(), sameSite: 'lax' });
}

export function rememberLocale(cookies: Cookies, locale: 'en' | 'fr'): void {
	cookies.set(LOCALE_COOKIE, locale, { path: '/', httpOnly: true, secure: isHttps(), sameSite: 'lax', maxAge: lifetimes.device });
}
