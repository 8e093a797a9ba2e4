export type ByteRange = { first: number; last: number };

/**
 * Reads a Range header for a thing of so many bytes (RFC 9110, section 14). `whole`: no range, several, or one in another unit;
 * the whole thing is the answer. `outside`: nothing of it exists (416).
 */
export function readByteRange(header: string | null, bytes: number): ByteRange | 'whole' | 'outside' {
	const match = /^bytes=\s*(\d*)-(\d*)\s*$/.exec(header ?? '');
	if (!match || (match[1] === '' && match[2] === '')) return 'whole';
	if (match[1] === '') {
		const suffix = Number(match[2]);
		return suffix === 0 || bytes === 0 ? 'outside' : { first: Math.max(0, bytes - suffix), last: bytes - 1 };
	}
	const first = Number(match[1]);
	const last = match[2] === '' ? bytes - 1 : Math.min(Number(match[2]), bytes - 1);
	if (match[2] !== '' && Number(match[2]) < first) return 'whole';
	return first >= bytes ? 'outside' : { first, last };
}
