/** A leaky bucket: each attempt pours one in, time lets it out; a full bucket refuses. */

export type BucketRule = {
	/** Attempts that fit at once. */
	readonly capacity: number;
	/** Seconds until one more fits. */
	readonly leakSeconds: number;
};
export type Bucket = { readonly level: number; readonly measuredAt: Date };

/** The level now; never below empty. */
export function levelAt(bucket: Bucket | null, rule: BucketRule, now: Date): number {
	if (!bucket) return 0;
	const seconds = Math.max(0, (now.getTime() - bucket.measuredAt.getTime()) / 1000);
	return Math.max(0, bucket.level - seconds / rule.leakSeconds);
}

/**
 * Pours one attempt in.
 * @returns the bucket after it, or the seconds to wait; a refused attempt adds nothing, so waiting always helps.
 */
export function pour(bucket: Bucket | null, rule: BucketRule, now: Date): { bucket: Bucket } | { waitSeconds: number } {
	const level = levelAt(bucket, rule, now);
	if (level + 1 > rule.capacity) return { waitSeconds: Math.ceil((level + 1 - rule.capacity) * rule.leakSeconds) };
	return { bucket: { level: level + 1, measuredAt: now } };
}
