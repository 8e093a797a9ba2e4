import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { addCounts, readJourneyCounts, readVitestCounts } from './test-counts.ts';

const folder = mkdtempSync(join(tmpdir(), 'groundswell-counts-'));
const report = join(folder, 'report.json');
afterAll(() => rmSync(folder, { recursive: true }));

function write(counts: object) {
	writeFileSync(
		report,
		JSON.stringify({ numPassedTests: 5, numFailedTests: 0, numPendingTests: 2, numTodoTests: 1, testResults: [], ...counts }),
	);
}

test('counts are taken as they are when all went well', () => {
	write({});
	expect(readVitestCounts(report, 0)).toEqual({ passed: 5, failed: 0, skipped: 3 });
});

test('nothing that went wrong reads as no failure', () => {
	write({ testResults: [{ status: 'failed', assertionResults: [] }] });
	expect(readVitestCounts(report, 1).failed).toBe(1);
	write({});
	expect(readVitestCounts(report, 1).failed).toBe(1);
	expect(readVitestCounts(join(folder, 'gone.json'), 0).failed).toBe(1);
	expect(readJourneyCounts(join(folder, 'gone.json'), 0).failed).toBe(1);
	writeFileSync(report, '{"passed":3,"failed":0,"skipped":0}');
	expect(readJourneyCounts(report, 1)).toEqual({ passed: 3, failed: 1, skipped: 0 });
});

test('parts add up', () => {
	const one = { passed: 1, failed: 2, skipped: 3 };
	expect(addCounts([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
