/** Time-based one-time codes (RFC 6238) by otpauth: SHA-1, six digits, thirty seconds, as every authenticator app reads them. */
import { Secret, TOTP } from 'otpauth';
import { encode } from 'uqr';

const PERIOD_SECONDS = 30;
/** One step before and after: clocks differ, people type slowly. */
const WINDOW_STEPS = 1;

/** 160 random bits in base32. */
export function createTotpSecret(): string {
	return new Secret({ size: 20 }).base32;
}

/** The address that an authenticator app reads, as a picture or typed. */
export function totpAddress(secret: string, email: string, issuer: string): string {
	return totpOf(secret, email, issuer).toString();
}

/** @returns the step that the code belongs to (each may be used once), or null. */
export function findTotpStep(secret: string, code: string, now = Date.now()): number | null {
	const digits = code.replace(/\s/g, '');
	if (!/^\d{6}$/.test(digits)) return null;
	const delta = totpOf(secret).validate({ token: digits, timestamp: now, window: WINDOW_STEPS });
	return delta === null ? null : Math.floor(now / 1000 / PERIOD_SECONDS) + delta;
}

function totpOf(secret: string, label = '', issuer = ''): TOTP {
	return new TOTP({ secret: Secret.fromBase32(secret), label, issuer, period: PERIOD_SECONDS, digits: 6, algorithm: 'SHA1' });
}

/** A QR code as one SVG path in a square of `size` units. */
export function drawQr(text: string): { size: number; path: string } {
	const { data, size } = encode(text, { ecc: 'M', border: 3 });
	const path = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : []))).join('');
	return { size, path };
}
