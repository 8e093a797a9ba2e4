/** Runs the journeys `e2e/*.spec.ts` in Chromium (CHROMIUM_PATH); words choose files. Leaves test-results/e2e.json: passed, failed, skipped. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readVitestCounts } from '../tools/test-counts.ts';

const root = join(import.meta.dirname, '..');
const results = join(root, 'test-results');
const report = join(results, 'e2e-vitest.json');

mkdirSync(results, { recursive: true });
rmSync(report, { force: true });
const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
const allowance = process.argv.length > 2 ? ['--passWithNoTests'] : [];
const { status } = spawnSync('vitest', ['run', '--config', 'e2e/vitest.config.ts', ...output, ...allowance, ...process.argv.slice(2)], {
	cwd: root,
	stdio: ['ignore', 'inherit', 'inherit'],
});
const counts = readVitestCounts(report, status ?? 1);
writeFileSync(join(results, 'e2e.json'), `${JSON.stringify(counts)}\n`);
process.exitCode = counts.failed === 0 ? 0 : 1;
