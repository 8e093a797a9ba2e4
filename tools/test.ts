// `npm test`: checks, unit tests, database tests, tests of whole nodes, journeys in a browser. `-- --only check|unit|database|node|e2e`; further words choose files.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepareSources, runChecks } from './check.ts';
import { ChromiumMissing, findOrInstallChromium } from './ensure-chromium.ts';
import { repositoryRoot } from './repository.ts';
import { toolEnvironment } from './run-tool.ts';
import { addCounts, type Counts, readJourneyCounts, readVitestCounts } from './test-counts.ts';

const parts = ['check', 'unit', 'database', 'node', 'e2e'] as const;
type Part = (typeof parts)[number];

const results = join(repositoryRoot, 'test-results');

process.exitCode = await main().catch((fault: unknown) => {
	console.error(fault instanceof Error ? fault.message : String(fault));
	console.log(inWords({ passed: 0, failed: 1, skipped: 0 }));
	return fault instanceof ChromiumMissing ? fault.exitCode : 70;
});

async function main(): Promise<number> {
	const { values, positionals: filters } = parseArgs({ options: { only: { type: 'string', multiple: true } }, allowPositionals: true });
	const chosen = parts.filter((part) => (values.only ? values.only.includes(part) : part !== 'check' || filters.length === 0));
	const unknown = values.only?.find((word) => !parts.includes(word as Part));
	if (unknown) {
		console.error(`There is no part «${unknown}»; --only takes ${parts.join(', ')}.`);
		return 64;
	}
	const summary: [string, Counts][] = [];
	// Asked first: nobody should wait for all the others to learn that the last part cannot run.
	const chromium = chosen.includes('e2e') ? findOrInstallChromium() : undefined;
	mkdirSync(results, { recursive: true });
	if (chosen.includes('check')) {
		announce('Checks');
		summary.push(['checks', { ...(await runChecks()), skipped: 0 }]);
	} else await prepareSources();
	const projects = chosen.filter((part) => part !== 'check' && part !== 'e2e');
	if (chosen.includes('node') || chosen.includes('e2e')) {
		// Once, before several nodes want it at the same time.
		announce('The site');
		const code = await runVisibly('node', ['tools/build-site.ts']);
		if (code !== 0) summary.push(['site', { passed: 0, failed: 1, skipped: 0 }]);
	}
	if (projects.length > 0) {
		announce(`Tests: ${projects.join(', ')}`);
		summary.push([projects.join(' + '), await runVitest(projects, filters)]);
	}
	if (chromium) {
		announce('Journeys in a browser');
		summary.push(['journeys', await runJourneys(chromium, filters)]);
	}
	return conclude(summary);
}

async function runVitest(projects: Part[], filters: string[]): Promise<Counts> {
	const report = join(results, 'vitest.json');
	rmSync(report, { force: true });
	const chosen = projects.flatMap((project) => ['--project', project]);
	const output = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
	const allowance = filters.length > 0 ? ['--passWithNoTests'] : [];
	const code = await runVisibly('vitest', ['run', ...chosen, ...output, ...allowance, ...filters]);
	return readVitestCounts(report, code);
}

async function runJourneys(chromium: string, filters: string[]): Promise<Counts> {
	const report = join(results, 'e2e.json');
	rmSync(report, { force: true });
	const code = await runVisibly('node', ['e2e/run.ts', ...filters], { CHROMIUM_PATH: chromium });
	return readJourneyCounts(report, code);
}

/** Runs a part with its own output on the screen and no standard input; stops it when this process is stopped. */
function runVisibly(command: string, args: string[], extra: Record<string, string> = {}): Promise<number> {
	return new Promise((resolve, reject) => {
		const { NO_COLOR: _, ...environment } = toolEnvironment();
		const child = spawn(command, args, { cwd: repositoryRoot, env: { ...environment, ...extra }, stdio: ['ignore', 'inherit', 'inherit'] });
		const stop = () => child.kill('SIGTERM');
		process.once('SIGTERM', stop).once('SIGINT', stop);
		child.on('error', reject);
		child.on('close', (code) => {
			process.off('SIGTERM', stop).off('SIGINT', stop);
			resolve(code ?? 1);
		});
	});
}

function announce(words: string): void {
	console.log(`\n── ${words} ──`);
}

function conclude(summary: [string, Counts][]): number {
	announce('Summary');
	for (const [part, counts] of summary) console.log(`${part.padEnd(16)} ${inWords(counts)}`);
	const all = addCounts(summary.map(([, counts]) => counts));
	console.log(inWords(all));
	return all.failed === 0 ? 0 : 1;
}

function inWords({ passed, failed, skipped }: Counts): string {
	return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}
