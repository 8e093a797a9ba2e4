/** Load on a web process, in a process of its own: reads a wish from the IPC channel, answers what it measured. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';

export type LoadedPage = { path: string; cookie?: string /** A good answer holds all of these. */; words: string[] };
export type LoadWish =
	| { kind: 'saturate'; origin: string; page: LoadedPage; connections: number; seconds: number }
	| { kind: 'steady'; origin: string; pages: LoadedPage[]; perSecond: number; seconds: number };
/** Latencies in milliseconds, ascending; `bad` counts answers that were not 200 or lacked their words. */
export type LoadReport = { good: number; bad: number; seconds: number; latencies: number[] };

process.on('message', async (wish: LoadWish) => {
	process.send?.(wish.kind === 'saturate' ? await saturate(wish) : await goSteadily(wish));
	process.disconnect();
});

/** Every connection asks again as soon as it was answered. */
async function saturate({ origin, page, connections, seconds }: Extract<LoadWish, { kind: 'saturate' }>): Promise<LoadReport> {
	const pool = new Pool(origin, { connections, pipelining: 1 });
	const report: LoadReport = { good: 0, bad: 0, seconds, latencies: [] };
	const began = performance.now();
	const ask = async () => {
		while (performance.now() - began < seconds * 1000) count(report, await isGood(pool, page), performance.now());
	};
	await Promise.all(Array.from({ length: connections }, ask));
	await pool.close();
	return { ...report, seconds: (performance.now() - began) / 1000, latencies: [] };
}

/** Arrivals on a clock, whether or not the earlier ones were answered; latency counts from the planned arrival (open loop). */
async function goSteadily({ origin, pages, perSecond, seconds }: Extract<LoadWish, { kind: 'steady' }>): Promise<LoadReport> {
	const pool = new Pool(origin, { connections: 200, pipelining: 1 });
	const report: LoadReport = { good: 0, bad: 0, seconds, latencies: [] };
	const began = performance.now() + 100;
	const answers: Promise<void>[] = [];
	for (let number = 0; number < perSecond * seconds; number++) {
		const planned = began + (number * 1000) / perSecond;
		// Timers are late by a millisecond; those that are due go together.
		while (performance.now() < planned) await sleep(1);
		const page = pages[number % pages.length] as LoadedPage;
		answers.push(isGood(pool, page).then((good) => count(report, good, planned)));
	}
	await Promise.all(answers);
	await pool.close();
	report.latencies.sort((a, b) => a - b);
	return report;
}

function count(report: LoadReport, good: boolean, from: number): void {
	report[good ? 'good' : 'bad']++;
	report.latencies.push(performance.now() - from);
}

async function isGood(pool: Pool, { path, cookie, words }: LoadedPage): Promise<boolean> {
	const headers = { accept: 'text/html', 'accept-language': 'en', ...(cookie && { cookie }) };
	const { statusCode, body } = await pool.request({ method: 'GET', path, headers });
	const text = await body.text();
	return statusCode === 200 && words.every((word) => text.includes(word));
}
