/** What the site asks of every request before a room sees it, and what it says in every answer. */

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS'];

/** Callbacks of other machines: they carry no cookie and prove themselves by a signature. */
function isCallback(path: string): boolean {
	return path.startsWith('/hooks/');
}

type Sender = { method: string; path: string; origin: string | null; fetchSite: string | null };

/** Whether another site makes the visitor's browser write here. A browser that says neither header is not believed. */
export function isForged({ method, path, origin, fetchSite }: Sender, ownOrigin: string): boolean {
	if (SAFE_METHODS.includes(method) || isCallback(path)) return false;
	if (fetchSite === 'same-origin' || fetchSite === 'none') return false;
	return origin !== ownOrigin;
}

const DEFAULT_BODY_BYTES = 512 * 1024;
/** Routes that take more, by the beginning of their path. */
const BODY_BYTES: Readonly<Record<string, number>> = { '/people/imports': 2 * 1024 ** 3 };

export function bodyLimit(path: string): number {
	const prefix = Object.keys(BODY_BYTES).find((start) => path === start || path.startsWith(`${start}/`));
	return (prefix && BODY_BYTES[prefix]) || DEFAULT_BODY_BYTES;
}

/** Judged by what the request announces: the server reads no byte more than that. */
export function judgeBody(path: string, contentLength: string | null, isChunked: boolean): 'length-missing' | 'too-large' | null {
	if (contentLength === null) return isChunked ? 'length-missing' : null;
	return Number(contentLength) <= bodyLimit(path) ? null : 'too-large';
}

/** Security headers of every answer. The content security policy of pages comes from the build, with its nonces. */
export function answerHeaders(isHttps: boolean): Readonly<Record<string, string>> {
	return {
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': 'camera=(), microphone=(), payment=(), usb=(), geolocation=(self), publickey-credentials-get=(self)',
		...(isHttps && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
	};
}

/** A path of this site, or null: nobody is sent elsewhere by what an address or a form says. */
export function ownPath(text: string | null | undefined): string | null {
	if (!text || !/^\/(?![/\\])[^\\\s]*$/.test(text)) return null;
	return text;
}
