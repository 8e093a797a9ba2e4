/** Somebody who is signed in, as the pages see them. */
import { type Grant, needsSecondFactor } from './roles.ts';

export const LOCALES = ['en', 'fr'] as const;
export type Locale = (typeof LOCALES)[number];
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
export type Theme = (typeof THEMES)[number];

export type SignedInAccount = {
	readonly id: string;
	readonly email: string;
	readonly displayName: string;
	readonly locale: Locale;
	readonly theme: Theme;
	readonly roles: readonly Grant[];
	/** Public identifier of the session; not its token. */
	readonly sessionId: string;
	readonly secondFactors: { readonly totp: boolean; readonly passkey: boolean };
	readonly secondFactorAt: Date | null;
	/** Notices not read yet, when the session was looked up. */
	readonly unread: number;
};

/** Whether the second factor has to be set up before anything else. */
export function mustSetUpSecondFactor(account: Pick<SignedInAccount, 'roles' | 'secondFactors'>): boolean {
	return needsSecondFactor(account) && !account.secondFactors.totp && !account.secondFactors.passkey;
}

/** Addresses differ in case only by accident. */
export function foldEmail(email: string): string {
	return email.trim().toLowerCase();
}
