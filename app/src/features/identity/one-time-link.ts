/** Links that work once, by purpose: how long they live and where they lead. */

export const LINK_MINUTES = {
	'set-up': 24 * 60,
	'sign-in': 15,
	invitation: 14 * 24 * 60,
	reset: 30,
	recovery: 60,
	passkey: 5,
	'second-factor': 10,
} as const;
export type LinkPurpose = keyof typeof LINK_MINUTES;

/** Those that travel in an address; the others stay in a cookie or in the page. */
const paths = {
	'set-up': '/set-up',
	'sign-in': '/sign-in/link',
	invitation: '/invitation',
	reset: '/reset',
	recovery: '/recovery',
} as const;
export type TravellingPurpose = keyof typeof paths;

export function linkPath(purpose: TravellingPurpose, token: string): string {
	return `${paths[purpose]}/${token}`;
}

/** 256 random bits in base64url. */
export function isTokenShaped(text: string): boolean {
	return /^[A-Za-z0-9_-]{43}$/.test(text);
}

/** Hides the token of every one-time address in a text, for eyes that the letter was not written to. */
export function hideTokens(text: string): string {
	return text.replace(/(\/(?:set-up|sign-in\/link|invitation|reset|recovery)\/)[A-Za-z0-9_-]{43}/g, '$1…');
}
