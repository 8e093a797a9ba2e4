import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findOwnBinaries, startOwnServer } from './own-server.ts';
import { repositoryRoot } from './repository.ts';

const binaries = findOwnBinaries();

test.skipIf(!binaries)(
	'every database test passes on a PostgreSQL of the host’s own (skipped where none from 15 on is installed)',
	async () => {
		const server = await startOwnServer(binaries as string);
		onTestFinished(() => server.stop());
		const folder = mkdtempSync(join(tmpdir(), 'groundswell-report-'));
		onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		const report = join(folder, 'report.json');
		const said = await run(['run', '--project', 'database', '--reporter=json', `--outputFile=${report}`], server.url('postgres'));
		const { numPassedTests, numFailedTests, testResults } = JSON.parse(readFileSync(report, 'utf8'));
		const failed = testResults.flatMap((file: { assertionResults: { status: string; fullName: string; failureMessages: string[] }[] }) =>
			file.assertionResults
				.filter(({ status }) => status === 'failed')
				.map(({ fullName, failureMessages }) => [fullName, ...failureMessages].join('\n')),
		);
		expect(failed, said).toEqual([]);
		expect(numFailedTests).toBe(0);
		expect(numPassedTests).toBeGreaterThan(0);
	},
);

function run(args: string[], url: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const { VITEST: _, VITEST_POOL_ID: __, VITEST_WORKER_ID: ___, ...environment } = process.env;
		const child = spawn(process.execPath, [join(repositoryRoot, 'node_modules/vitest/vitest.mjs'), ...args], {
			cwd: repositoryRoot,
			env: { ...environment, TEST_DATABASE_URL: url },
			stdio: ['ignore', 'ignore', 'pipe'],
		});
		let said = '';
		child.stderr.on('data', (chunk) => (said += chunk));
		child.once('error', reject);
		child.once('close', () => resolve(said));
	});
}
