import { expect, test } from 'vitest';
import { readByteRange } from './byte-range.ts';

test('the examples of RFC 9110, 14.1.2, for a thing of 10,000 bytes', () => {
	expect(readByteRange('bytes=0-499', 10_000)).toEqual({ first: 0, last: 499 });
	expect(readByteRange('bytes=500-999', 10_000)).toEqual({ first: 500, last: 999 });
	expect(readByteRange('bytes=-500', 10_000)).toEqual({ first: 9500, last: 9999 });
	expect(readByteRange('bytes=9500-', 10_000)).toEqual({ first: 9500, last: 9999 });
	expect(readByteRange('bytes=0-0,-1', 10_000)).toBe('whole');
});

test('more than there is ends at the end; nothing of it is outside; nonsense is the whole', () => {
	expect(readByteRange('bytes=9990-99999', 10_000)).toEqual({ first: 9990, last: 9999 });
	expect(readByteRange('bytes=-99999', 10_000)).toEqual({ first: 0, last: 9999 });
	for (const header of ['bytes=10000-', 'bytes=10000-10001', 'bytes=-0']) expect(readByteRange(header, 10_000), header).toBe('outside');
	for (const header of [null, '', 'bytes=', 'bytes=-', 'bytes=5-4', 'lines=0-4', 'bytes=a-b'])
		expect(readByteRange(header, 10_000), String(header)).toBe('whole');
});
