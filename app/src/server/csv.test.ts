import { expect, test } from 'vitest';
import { csvLine } from './csv.ts';

test('cells are quoted when they must be', () => {
	expect(csvLine(['a', 'b,c', 'say "hi"', 7, ''])).toBe('a,"b,c","say ""hi""",7,\r\n');
});

test('no cell starts a formula', () => {
	expect(csvLine(['=1+1', '+33612345678', '-5', '@x', -5])).toBe("'=1+1,'+33612345678,'-5,'@x,-5\r\n");
});
