import { expect, test } from 'vitest';
import { describeDevice } from './device.ts';
import { hideTokens, isTokenShaped, linkPath } from './one-time-link.ts';
import { type Grant, grantOf } from './roles.ts';
import { hasFreshSecondFactor, idleLimitMs, isSeenStale, mayChangeFactors } from './session.ts';

const now = new Date('2026-05-01T12:00:00Z');
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

test('a phone in the field stays signed in longer than a desk', () => {
	const days = (role: 'volunteer' | 'organiser') => idleLimitMs([grantOf(role) as Grant]) / 86_400_000;
	expect([days('volunteer'), days('organiser')]).toEqual([30, 14]);
});

test('«seen» is written every five minutes, a second factor stays fresh for fifteen', () => {
	expect([isSeenStale(ago(4), now), isSeenStale(ago(5), now)]).toEqual([false, true]);
	expect([hasFreshSecondFactor(ago(14), now), hasFreshSecondFactor(ago(15), now), hasFreshSecondFactor(null, now)]).toEqual([
		true,
		false,
		false,
	]);
});

test('a stolen session adds no factor of its own where there is one', () => {
	const none = { totp: false, passkey: false };
	expect(mayChangeFactors({ secondFactors: none, secondFactorAt: null }, now)).toBe(true);
	expect(mayChangeFactors({ secondFactors: { ...none, totp: true }, secondFactorAt: ago(60) }, now)).toBe(false);
	expect(mayChangeFactors({ secondFactors: { ...none, passkey: true }, secondFactorAt: ago(1) }, now)).toBe(true);
});

test('tokens of every travelling link are hidden from other eyes', () => {
	const token = 'Ab_-'.repeat(10).concat('xyz');
	expect(isTokenShaped(token)).toBe(true);
	for (const purpose of ['set-up', 'sign-in', 'invitation', 'reset', 'recovery'] as const) {
		const text = hideTokens(`open https://node.example${linkPath(purpose, token)} now`);
		expect(text, purpose).not.toContain(token);
		expect(text).toContain('…');
	}
});

test('devices are named by browser and system, and by nothing else of the header', () => {
	const header = 'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36';
	expect(describeDevice(header)).toBe('Chrome, Android');
	expect(describeDevice('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1')).toBe(
		'Safari, iOS',
	);
	expect(describeDevice(null)).toBe('?');
});
