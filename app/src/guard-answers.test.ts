import { createServer, get, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { answerHeaders } from './features/node/request-rules.ts';
import { guardAnswers } from './guard-answers.ts';

/** As names and values in the order in which they were sent, so that nothing said twice is joined. */
async function rawHeaders(handler: RequestListener, isHttps: boolean): Promise<[string, string][]> {
	const server = createServer(guardAnswers(handler, isHttps));
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	try {
		const raw = await new Promise<string[]>((resolve, reject) => {
			get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, (answer) => {
				answer.resume();
				resolve(answer.rawHeaders);
			}).on('error', reject);
		});
		return raw.flatMap((name, at) => (at % 2 === 0 ? [[name.toLowerCase(), raw[at + 1] ?? ''] as [string, string]] : []));
	} finally {
		server.close();
	}
}

const answers: [string, RequestListener][] = [
	['a file of the build', (_, response) => response.writeHead(200, { 'content-type': 'text/javascript' }).end('1')],
	['a file that is not there', (_, response) => response.writeHead(404).end()],
	[
		'a page, which says them itself',
		(_, response) => {
			for (const [name, value] of Object.entries(answerHeaders(true))) response.setHeader(name, value);
			response.end('page');
		},
	],
];

test.each(answers)('%s says every security header once', async (_, handler) => {
	const said = await rawHeaders(handler, true);
	for (const [name, value] of Object.entries(answerHeaders(true))) expect(said.filter(([one]) => one === name)).toEqual([[name, value]]);
	expect(said.map(([name]) => name)).toContain('strict-transport-security');
});

test('without https nothing is promised for the years to come', async () => {
	const said = await rawHeaders((_, response) => response.end(), false);
	expect(said.map(([name]) => name)).not.toContain('strict-transport-security');
	expect(said).toContainEqual(['x-content-type-options', 'nosniff']);
});
