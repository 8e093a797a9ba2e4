import { existsSync, readFileSync } from 'node:fs';

export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
}

interface VitestReport {
	numPassedTests: number;
	numFailedTests: number;
	numPendingTests: number;
	numTodoTests?: number;
	testResults: { status: string; assertionResults: { status: string }[] }[];
}

/**
 * Sums Vitest's JSON report. A file that failed before its first test counts as one failure, and so does a run that ended badly
 * though every test passed, or that left no report: nothing that went wrong may read as «0 failed».
 */
export function readVitestCounts(path: string, exitCode: number): Counts {
	if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
	const report: VitestReport = JSON.parse(readFileSync(path, 'utf8'));
	const brokenFiles = report.testResults.filter(
		({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'),
	).length;
	const failed = report.numFailedTests + brokenFiles;
	return {
		passed: report.numPassedTests,
		failed: failed === 0 && exitCode !== 0 ? 1 : failed,
		skipped: report.numPendingTests + (report.numTodoTests ?? 0),
	};
}

/** Reads what e2e/run.ts wrote; the same rule holds for runs that ended badly. */
export function readJourneyCounts(path: string, exitCode: number): Counts {
	if (!existsSync(path)) return { passed: 0, failed: 1, skipped: 0 };
	const { passed, failed, skipped }: Counts = JSON.parse(readFileSync(path, 'utf8'));
	return { passed, failed: failed === 0 && exitCode !== 0 ? 1 : failed, skipped };
}

export function addCounts(all: Counts[]): Counts {
	return all.reduce(
		(sum, one) => ({ passed: sum.passed + one.passed, failed: sum.failed + one.failed, skipped: sum.skipped + one.skipped }),
		{ passed: 0, failed: 0, skipped: 0 },
	);
}
