import { expect, test } from 'vitest';
import { orderByReference } from './tables.ts';

const table = (name: string, ...refers_to: string[]) => ({ name, columns: [], refers_to });

test('a table comes after those that it refers to', () => {
	const ordered = orderByReference([table('a', 'c'), table('b', 'a', 'c'), table('c'), table('d')]).map(({ name }) => name);
	expect(ordered.indexOf('c')).toBeLessThan(ordered.indexOf('a'));
	expect(ordered.indexOf('a')).toBeLessThan(ordered.indexOf('b'));
	expect(ordered).toHaveLength(4);
});

test('a circle is named instead of being walked for ever', () => {
	expect(() => orderByReference([table('a', 'b'), table('b', 'a'), table('c')])).toThrow(/circle: a, b/);
});
