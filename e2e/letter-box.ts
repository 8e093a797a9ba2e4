/** A mail server that keeps what it is given, so that a journey can read the letters which a node sends. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

export type Letter = { readonly to: string; readonly subject: string; readonly text: string };

export async function openLetterBox() {
	const letters: Letter[] = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		async onData(stream, session, done) {
			const parts: Buffer[] = [];
			for await (const part of stream) parts.push(part as Buffer);
			const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
			letters.push({ to, ...readLetter(Buffer.concat(parts).toString('utf8')) });
			done();
		},
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
	const { port } = server.server.address() as AddressInfo;
	return {
		url: `smtp://127.0.0.1:${port}`,
		letters,
		/** The next letter to `to` that holds an address under `path`; the address is taken out of it. @throws after 15 s without one. */
		async takeLink(to: string, path: string): Promise<string> {
			for (const deadline = Date.now() + 15_000; Date.now() < deadline; await sleep(50)) {
				const at = letters.findIndex((letter) => letter.to === to && letter.text.includes(path));
				if (at < 0) continue;
				const [letter] = letters.splice(at, 1);
				return new RegExp(`https?://\\S*${path}\\S*`).exec(letter?.text ?? '')?.[0] ?? '';
			}
			throw new Error(`no letter to ${to} with ${path} arrived`);
		},
		close: () => new Promise<void>((resolve) => server.close(() => resolve())),
	};
}

/** Enough of RFC 2045 for our own letters: plain or quoted-printable or base64 text, one part or the first of several. */
function readLetter(raw: string): { subject: string; text: string } {
	const [head = '', ...rest] = raw.split('\r\n\r\n');
	const subject = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(head)?.[1] ?? '';
	const boundary = /boundary="?([^";\r\n]+)/.exec(head)?.[1];
	if (boundary) {
		const [, first = ''] = rest.join('\r\n\r\n').split(`--${boundary}`);
		return { subject: decodeSubject(subject), text: readLetter(first.replace(/^\r\n/, '')).text };
	}
	return { subject: decodeSubject(subject), text: decodeBody(head, rest.join('\r\n\r\n')) };
}

function decodeBody(head: string, body: string): string {
	const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(head)?.[1]?.toLowerCase();
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	return encoding === 'quoted-printable' ? decodeQuoted(body.replace(/=\r\n/g, '')) : body;
}

function decodeSubject(text: string): string {
	return text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([qb])\?(.*?)\?=/gi, (_, kind: string, word: string) => {
		return kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : decodeQuoted(word.replace(/_/g, ' '));
	});
}

function decodeQuoted(text: string): string {
	const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
