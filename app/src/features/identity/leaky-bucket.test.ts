import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Bucket, levelAt, pour } from './leaky-bucket.ts';

const rule = { capacity: 3, leakSeconds: 60 };
const at = (seconds: number) => new Date(seconds * 1000);

test('takes its capacity at once, then one per leak', () => {
	let bucket: Bucket | null = null;
	for (let n = 0; n < 3; n++) {
		const poured = pour(bucket, rule, at(0));
		if (!('bucket' in poured)) throw new Error('refused too early');
		bucket = poured.bucket;
	}
	expect(pour(bucket, rule, at(0))).toEqual({ waitSeconds: 60 });
	expect(pour(bucket, rule, at(59))).toEqual({ waitSeconds: 1 });
	expect(pour(bucket, rule, at(60))).toHaveProperty('bucket');
	expect(levelAt(bucket, rule, at(1_000_000))).toBe(0);
});

test('a clock that goes back lets nothing out', () => {
	expect(levelAt({ level: 2, measuredAt: at(100) }, rule, at(0))).toBe(2);
});

test('never lets more through than its capacity and the time allow, and waiting as told always helps', () => {
	fc.assert(
		fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { maxLength: 60 }), (gaps) => {
			let bucket: Bucket | null = null;
			let now = 0;
			let accepted = 0;
			for (const gap of gaps) {
				now += gap;
				const poured = pour(bucket, rule, at(now));
				if ('bucket' in poured) {
					bucket = poured.bucket;
					accepted++;
				} else expect(pour(bucket, rule, at(now + poured.waitSeconds))).toHaveProperty('bucket');
			}
			expect(accepted).toBeLessThanOrEqual(rule.capacity + now / rule.leakSeconds);
		}),
	);
});
