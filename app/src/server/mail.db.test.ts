/** Letters against a mail server on loopback that says what the test wants. */

import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { openTestNode } from '../../../tools/test-database.ts';
import { PROGRAM } from './database.ts';
import { closeMail, mailJobs, post } from './mail.ts';

const node = await openTestNode();
const received: string[] = [];
const server = createServer(talk);
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const smtpUrl = `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => {
	closeMail();
	server.close();
});

/** As much of SMTP as a letter needs (RFC 5321). Nobody called «unknown» lives here; «later» is asked to come again. */
function talk(socket: Socket): void {
	let unread = '';
	let inLetter = false;
	socket.write('220 here\r\n');
	socket.on('data', (chunk) => {
		unread += chunk;
		for (let end = unread.indexOf('\r\n'); end >= 0; end = unread.indexOf('\r\n')) {
			const line = unread.slice(0, end);
			unread = unread.slice(end + 2);
			if (inLetter) {
				received.push(line);
				if (line === '.') inLetter = false;
				else continue;
			}
			if (line === 'DATA') inLetter = true;
			socket.write(`${inLetter ? 354 : /^RCPT.*unknown/.test(line) ? 550 : /^RCPT.*later/.test(line) ? 451 : 250} heard\r\n`);
		}
	});
}

async function sendTo(to: string, config: { smtpUrl: string | null }) {
	await node.database.writing(PROGRAM, (writer) =>
		post(writer, { to, subject: 'Your link', text: 'Open door-of-ada.', html: '<a>door-of-ada</a>' }),
	);
	const [mail] = await node.sql<{ id: string }>('select id from mails where to_address = $1', [to]);
	const context = { ...node, config: { ...node.config, ...config } };
	await mailJobs['mail.send']?.({ id: mail?.id }, context as never).catch(() => {});
	const [row] = await node.sql('select state, text_body, html_body, last_refusal, attempts from mails where to_address = $1', [to]);
	return row;
}

const whole = { text_body: 'Open door-of-ada.', html_body: '<a>door-of-ada</a>' };
const gone = { text_body: '', html_body: null };

test('a letter that left keeps nothing of what it said', async () => {
	expect(await sendTo('ada@example.org', { smtpUrl })).toMatchObject({ state: 'sent', attempts: 1, ...gone });
	expect(received.join('\n')).toContain('door-of-ada');
});

test('a letter that is refused for good keeps nothing of what it said either', async () => {
	expect(await sendTo('unknown@example.org', { smtpUrl })).toMatchObject({ state: 'refused', last_refusal: 'SMTP 550', ...gone });
});

test('a letter that is to come again keeps its text for the next time', async () => {
	expect(await sendTo('later@example.org', { smtpUrl })).toMatchObject({ state: 'waiting', last_refusal: 'SMTP 451', ...whole });
});

test('without a mail server a letter stays readable', async () => {
	expect(await sendTo('kept@example.org', { smtpUrl: null })).toMatchObject({ state: 'kept', ...whole });
});
