import { expect, test } from 'vitest';
import { judgePassword } from './password.ts';

test('length counts letters as people see them, and nothing is asked of their kinds', () => {
	expect(judgePassword('river boa')).toBe('too-short');
	expect(judgePassword('river boat')).toBeNull();
	expect(judgePassword('😀'.repeat(5))).toBe('too-short');
	expect(judgePassword('tide lamp crow mill')).toBeNull();
	expect(judgePassword('x'.repeat(201))).toBe('too-long');
});

test.each([
	'password12',
	'Password-123',
	'motdepasse2026',
	'azertyuiop',
	'1234567890',
	'0987654321',
	'aaaaaaaaaaaa',
	'abababababab',
	'abcdefghijkl',
])('«%s» is what everybody tries first', (password) => {
	expect(judgePassword(password)).toBe('too-common');
});

test('what is known of the person is no password', () => {
	const about = ['ada.marsh@riverside.example', 'Ada Marsh', 'Riverside North'];
	for (const password of ['ada.marsh@riverside.example', 'AdaMarsh2026', 'Riverside North 1']) {
		expect(judgePassword(password, about), password).toBe('is-about-you');
	}
	expect(judgePassword('marsh frogs sing late', about)).toBeNull();
});
