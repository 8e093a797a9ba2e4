import { expect, test } from 'vitest';
import { createDeviceMark, isDeviceMarkOf, seal, unseal } from './sealing.ts';
import { createTotpSecret, drawQr, findTotpStep, totpAddress } from './totp.ts';

// RFC 6238, appendix B (SHA-1), cut to six digits: the secret is «12345678901234567890».
const rfcSecret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

test.each([
	[59, '287082'],
	[1111111109, '081804'],
	[1234567890, '005924'],
	[20000000000, '353130'],
])('the code of RFC 6238 at %d seconds is found in its step', (seconds, code) => {
	expect(findTotpStep(rfcSecret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test('one step before and after count, further ones do not; the step named is the code’s own', () => {
	const step = Math.floor(59 / 30);
	expect(findTotpStep(rfcSecret, '287 082', (59 + 30) * 1000)).toBe(step);
	expect(findTotpStep(rfcSecret, '287082', (59 - 30) * 1000)).toBe(step);
	expect(findTotpStep(rfcSecret, '287082', (59 + 61) * 1000)).toBeNull();
	expect(findTotpStep(rfcSecret, '28708', 59_000)).toBeNull();
});

test('a secret is 160 bits, its address names the node, its picture is square', () => {
	const secret = createTotpSecret();
	expect(secret).toMatch(/^[A-Z2-7]{32}$/);
	const address = totpAddress(secret, 'ada@riverside.example', 'Riverside');
	expect(address).toContain(`secret=${secret}`);
	expect(address).toContain('issuer=Riverside');
	const { size, path } = drawQr(address);
	expect(size).toBeGreaterThan(30);
	expect(path.startsWith('M')).toBe(true);
});

const secrets = { sealingKey: Buffer.alloc(32, 7).toString('base64url') };

test('a seal opens for its owner and its node only, and shows damage', () => {
	const sealed = seal(secrets, 'ada', rfcSecret);
	expect(sealed.includes(rfcSecret)).toBe(false);
	expect(unseal(secrets, 'ada', sealed)).toBe(rfcSecret);
	expect(() => unseal(secrets, 'omar', sealed)).toThrow();
	expect(() => unseal({ sealingKey: Buffer.alloc(32, 8).toString('base64url') }, 'ada', sealed)).toThrow();
	for (const at of [0, 15, sealed.length - 1]) {
		const damaged = Buffer.from(sealed);
		damaged[at] = (damaged[at] ?? 0) ^ 1;
		expect(() => unseal(secrets, 'ada', damaged)).toThrow();
	}
});

test('the mark of a known device fits its account only', () => {
	const mark = createDeviceMark(secrets, 'ada@riverside.example');
	expect(isDeviceMarkOf(secrets, 'ada@riverside.example', mark)).toBe(true);
	expect(isDeviceMarkOf(secrets, 'omar@riverside.example', mark)).toBe(false);
	for (const other of [undefined, '', 'x', 'x.y', `${mark}A`.slice(1)])
		expect(isDeviceMarkOf(secrets, 'ada@riverside.example', other)).toBe(false);
});
