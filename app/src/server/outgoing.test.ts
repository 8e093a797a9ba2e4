/** Real HTTPS peers on loopback; the certificate below is theirs alone and guards nothing. */
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isPublicAddress, OutgoingRefused, openOutgoing } from './outgoing.ts';

const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgi4OF17OXlWTuJ4cV
sAFdQN7HMGY1jTRWdZlK/FJfowShRANCAAQPb8HyAUXccX0u+KVSZ1aGyizQlicH
EpNz9SdRkSIiEPZ3QspX2YU3SVfeOWD/X/FpSFtYCHKQlDhXsaK2hgjf
-----END PRIVATE KEY-----`;
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBpTCCAUygAwIBAgIUesL6OoznNaP9YPkF1UHvxurIKlQwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJcGVlci50ZXN0MCAXDTI2MTEyMjExMTU1MFoYDzIxMjYxMDI5
MTExNTUwWjAUMRIwEAYDVQQDDAlwZWVyLnRlc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAQPb8HyAUXccX0u+KVSZ1aGyizQlicHEpNz9SdRkSIiEPZ3QspX2YU3
SVfeOWD/X/FpSFtYCHKQlDhXsaK2hgjfo3oweDAdBgNVHQ4EFgQUq1tQQWLFDrFu
1qFs7H6BCfz6fJMwHwYDVR0jBBgwFoAUq1tQQWLFDrFu1qFs7H6BCfz6fJMwDwYD
VR0TAQH/BAUwAwEB/zAlBgNVHREEHjAcgglwZWVyLnRlc3SCCWxvY2FsaG9zdIcE
fwAAATAKBggqhkjOPQQDAgNHADBEAiAwqA+8d4FQHbNjN5J8QlJk6T8fIrc4FuhF
ww3wvrlaDQIgV8bMON6m8DMndg5VI9dQZBAR/aeOkYvH1EkdardNZxU=
-----END CERTIFICATE-----`;

let origin = '';
const answers: Record<string, RequestListener> = {
	'/hello': (_, response) => response.end('hello'),
	'/big': (_, response) => response.end(Buffer.alloc(600 * 1024)),
	'/round': (_, response) => response.writeHead(302, { location: '/round' }).end(),
	'/inside': (_, response) => response.writeHead(302, { location: 'https://169.254.169.254/latest' }).end(),
	'/plain': (_, response) => response.writeHead(302, { location: 'http://example.org/' }).end(),
};
const server = createServer({ key: KEY, cert: CERTIFICATE }, (request, response) => answers[request.url ?? '']?.(request, response));

beforeAll(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	origin = `https://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const loopbackAllowed = {
	allowAddress: (address: string) => address === '127.0.0.1',
	allowPort: () => true,
	certificateAuthority: CERTIFICATE,
};

async function refusalOf(work: Promise<unknown>): Promise<string> {
	const fault = await work.then(
		() => null,
		(thrown) => thrown,
	);
	if (!(fault instanceof OutgoingRefused)) throw fault ?? new Error('nothing was refused');
	return fault.reason;
}

test('only public unicast addresses are public', () => {
	for (const address of ['93.184.216.34', '2606:2800:220:1::1']) expect(isPublicAddress(address), address).toBe(true);
	for (const address of [
		'127.0.0.1',
		'10.1.2.3',
		'172.16.0.1',
		'192.168.1.1',
		'169.254.169.254',
		'100.64.0.1',
		'0.0.0.0',
		'224.0.0.1',
		'255.255.255.255',
		'::1',
		'::',
		'fe80::1',
		'fc00::1',
		'::ffff:127.0.0.1',
		'64:ff9b::7f00:1',
		'2002:7f00:1::',
		'localhost',
		'',
	])
		expect(isPublicAddress(address), address).toBe(false);
});

test('a name that leads to this machine is not asked, whatever it is called', async () => {
	const outgoing = openOutgoing({ allowPort: () => true, certificateAuthority: CERTIFICATE });
	expect(await refusalOf(outgoing.request(`${origin}/hello`))).toBe('private-address');
	expect(await refusalOf(outgoing.request(origin.replace('localhost', '127.0.0.1')))).toBe('private-address');
	expect(await refusalOf(outgoing.request('https://[::ffff:7f00:1]/'))).toBe('private-address');
	expect(await refusalOf(outgoing.request('https://2130706433/'))).toBe('private-address');
	await outgoing.close();
});

test('only https, only its own port', async () => {
	const outgoing = openOutgoing();
	expect(await refusalOf(outgoing.request('http://example.org/'))).toBe('not-https');
	expect(await refusalOf(outgoing.request('ftp://example.org/'))).toBe('not-https');
	expect(await refusalOf(outgoing.request('https://example.org:8443/'))).toBe('port-not-443');
	await outgoing.close();
});

test('a peer is heard, but not for ever, not in circles and not into the house', async () => {
	const outgoing = openOutgoing(loopbackAllowed);
	const answer = await outgoing.request(`${origin}/hello`);
	expect([answer.status, Buffer.from(answer.body).toString()]).toEqual([200, 'hello']);
	expect(await refusalOf(outgoing.request(`${origin}/big`))).toBe('body-too-large');
	expect(await refusalOf(outgoing.request(`${origin}/round`))).toBe('too-many-redirects');
	expect(await refusalOf(outgoing.request(`${origin}/inside`))).toBe('private-address');
	expect(await refusalOf(outgoing.request(`${origin}/plain`))).toBe('not-https');
	await outgoing.close();
});
