// `npm run check`: every rule of this repository, each on one line. `npm run check -- names docs` runs those whose name begins so.
import { availableParallelism } from 'node:os';
import { everyCheck } from './checks/every-check.ts';
import { type Check, openRepository, repositoryRoot } from './repository.ts';
import { lastWords, runTool } from './run-tool.ts';

/** Runs checks side by side, prints one line each and the findings below; returns how many held and how many did not. */
export async function runChecks(chosen: Check[] = everyCheck): Promise<{ passed: number; failed: number }> {
	await prepareSources();
	const tree = openRepository();
	const waiting = [...chosen];
	let passed = 0;
	const work = async () => {
		for (let check = waiting.shift(); check; check = waiting.shift()) {
			const started = performance.now();
			const findings = await check.run(tree).catch((fault: unknown) => [`${check?.name} could not run: ${fault}`]);
			const seconds = ((performance.now() - started) / 1000).toFixed(1);
			console.log(`${findings.length === 0 ? 'ok    ' : 'failed'} ${check.name.padEnd(16)} ${seconds} s`);
			for (const finding of findings) console.log(`       ${finding}`);
			if (findings.length === 0) passed++;
		}
	};
	await Promise.all(Array.from({ length: availableParallelism() }, work));
	return { passed, failed: chosen.length - passed };
}

/** Messages are compiled and SvelteKit's types written, as `npm ci` does: they may be older than the sources. */
export async function prepareSources(): Promise<void> {
	const result = await runTool('npm', ['run', '--silent', 'prepare', '--workspace', 'app'], repositoryRoot);
	if (result.code !== 0) console.log(lastWords('npm run prepare', result));
}

if (import.meta.main) {
	const wanted = process.argv.slice(2);
	const chosen = wanted.length === 0 ? everyCheck : everyCheck.filter(({ name }) => wanted.some((word) => name.startsWith(word)));
	if (chosen.length === 0) {
		console.error(`No check begins with «${wanted.join(' ')}». There are: ${everyCheck.map(({ name }) => name).join(', ')}.`);
		process.exitCode = 64;
	} else {
		const { failed } = await runChecks(chosen);
		process.exitCode = failed === 0 ? 0 : 1;
	}
}
