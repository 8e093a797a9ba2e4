import { expect, test } from 'vitest';
import { answerHeaders, bodyLimit, isForged, judgeBody, ownPath } from './request-rules.ts';

const own = 'https://organise.example.org';
const sent = (change: Partial<Parameters<typeof isForged>[0]>) =>
	isForged({ method: 'POST', path: '/people', origin: null, fetchSite: null, ...change }, own);

test('what another site makes a browser send is refused, and so is what says nothing of its origin', () => {
	expect(sent({})).toBe(true);
	expect(sent({ origin: 'https://evil.example' })).toBe(true);
	expect(sent({ fetchSite: 'cross-site' })).toBe(true);
	expect(sent({ fetchSite: 'same-site', origin: 'https://other.example.org' })).toBe(true);
	expect(sent({ method: 'DELETE' })).toBe(true);
	expect(sent({ fetchSite: 'same-origin' })).toBe(false);
	expect(sent({ fetchSite: 'none' })).toBe(false);
	expect(sent({ origin: own })).toBe(false);
	expect(sent({ method: 'GET' })).toBe(false);
	expect(sent({ path: '/hooks/sms' })).toBe(false);
	expect(sent({ path: '/hooksevil' })).toBe(true);
});

test('a body is 512 kB, an import 2 GB, and says its length', () => {
	expect(bodyLimit('/people')).toBe(524_288);
	expect(bodyLimit('/people/imports/upload')).toBe(2 * 1024 ** 3);
	expect(bodyLimit('/people/importsx')).toBe(524_288);
	expect(judgeBody('/people', '524288', false)).toBeNull();
	expect(judgeBody('/people', '524289', false)).toBe('too-large');
	expect(judgeBody('/people', 'NaN', false)).toBe('too-large');
	expect(judgeBody('/people', null, true)).toBe('length-missing');
	expect(judgeBody('/people', null, false)).toBeNull();
});

test('nobody is sent to another site', () => {
	for (const path of ['/home', '/people?q=zoé&age=18', '/a/b#c']) expect(ownPath(path)).toBe(path);
	for (const path of [
		'//evil.example',
		'/\\evil.example',
		'https://evil.example',
		'javascript:alert(1)',
		'/a\\b',
		'/a\nb',
		'',
		null,
		undefined,
		'home',
	]) {
		expect(ownPath(path), String(path)).toBeNull();
	}
});

test('HTTPS is promised only where it is spoken', () => {
	expect(answerHeaders(true)['strict-transport-security']).toMatch(/max-age=\d{8}/);
	expect(answerHeaders(false)).not.toHaveProperty('strict-transport-security');
});
