/** What makes a password good enough: length, and not being among the first that everybody tries (NIST SP 800-63B, 3.1.1.2). */
import { COMMONEST_PASSWORDS } from './commonest-passwords.ts';

/** In characters. ASVS 6.2.1 asks 8 at least and 6.2.9 that 64 are accepted; no rule on their kinds (6.2.5). */
export const PASSWORD_LENGTH = { least: 10, most: 200 } as const;

export type PasswordRefusal = 'too-short' | 'too-long' | 'too-common' | 'is-about-you';

/** `about`: what an attacker knows of the person: e-mail, name, the node's name. */
export function judgePassword(password: string, about: readonly string[] = []): PasswordRefusal | null {
	const length = [...password].length;
	if (length < PASSWORD_LENGTH.least) return 'too-short';
	if (length > PASSWORD_LENGTH.most) return 'too-long';
	const plain = simplify(password);
	if (COMMONEST_PASSWORDS.has(plain) || COMMONEST_PASSWORDS.has(plain.replace(/\d+$/, '')) || isMonotonous(plain)) return 'too-common';
	const known = about.flatMap((text) => [text, ...text.split('@')]).map(simplify);
	if (known.some((text) => text.length >= 4 && plain.replace(/\d+$/, '') === text.replace(/\d+$/, ''))) return 'is-about-you';
	return null;
}

/** Case, spaces and signs make no common password an uncommon one. */
function simplify(text: string): string {
	return text
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/** «aaaaaaaaaa», «abababababab», «1234567890», «9876543210». */
function isMonotonous(text: string): boolean {
	if (new Set(text).size <= 2) return true;
	const steps = new Set([...text].slice(1).map((letter, at) => letter.charCodeAt(0) - text.charCodeAt(at)));
	const step = steps.size === 1 ? [...steps][0] : undefined;
	return step === 1 || step === -1 || '01234567890123456789'.includes(text);
}
