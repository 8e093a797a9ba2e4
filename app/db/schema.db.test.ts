import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { dumpSchema, generateTables, SCHEMA_FILE, TABLES_FILE } from '../../tools/schema-dump.ts';
import { openTestNode } from '../../tools/test-database.ts';

const node = await openTestNode();

test('schema.sql is what the migrations make', async () => {
	expect(await dumpSchema(node.owner)).toBe(readFileSync(SCHEMA_FILE, 'utf8'));
});

test('tables.ts is what the migrations make', () => {
	expect(generateTables(node.owner)).toBe(readFileSync(TABLES_FILE, 'utf8'));
});
