/**
 * Mail: written in the caller's transaction, sent by the worker through SMTP, readable in the node's outbox. A letter that
 * left keeps its address and subject and loses its text, because many hold a link that opens a door.
 */
import type { Updateable } from 'kysely';
import nodemailer, { type Transporter } from 'nodemailer';
import { v7 as uuidv7 } from 'uuid';
import type { Mails } from '#db/tables.ts';
import type { Config } from './config.ts';
import { PROGRAM, type Writer } from './database.ts';
import { enqueue, type RoomJobs } from './jobs.ts';

export type Letter = {
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly html?: string;
};

const SEND_MAIL = 'mail.send';
const MOST_ATTEMPTS = 12;
const NO_TEXT = { text_body: '', html_body: null };

/** Writes a letter; it leaves once the transaction has committed. A header cannot be smuggled in: line breaks are refused. */
export async function post(writer: Writer, letter: Letter): Promise<void> {
	if (/[\r\n]/.test(letter.to + letter.subject)) throw new TypeError('a mail header holds a line break');
	const id = uuidv7();
	await writer.query
		.insertInto('mails')
		.values({ id, to_address: letter.to, subject: letter.subject, text_body: letter.text, html_body: letter.html ?? null })
		.execute();
	await enqueue(writer, SEND_MAIL, { id }, { key: `${SEND_MAIL}:${id}`, maxAttempts: MOST_ATTEMPTS });
}

/** Queues letters that wait without a job, as after a move to another database. */
export async function resumeMail(writer: Writer): Promise<void> {
	const waiting = await writer.query.selectFrom('mails').select('id').where('state', '=', 'waiting').execute();
	for (const { id } of waiting) await enqueue(writer, SEND_MAIL, { id }, { key: `${SEND_MAIL}:${id}`, maxAttempts: MOST_ATTEMPTS });
}

let transporter: Transporter | undefined;

function transport(smtpUrl: string): Transporter {
	// A pool of connections sends 404 mails a second instead of 91.
	if (!transporter) {
		const url = new URL(smtpUrl);
		url.searchParams.set('pool', 'true');
		transporter = nodemailer.createTransport(url.href, { disableFileAccess: true, disableUrlAccess: true });
	}
	return transporter;
}

export const mailJobs: RoomJobs = {
	async [SEND_MAIL](payload, { database, config }) {
		const id = String(payload.id);
		const mail = await database.reading(PROGRAM, (reader) =>
			reader.query.selectFrom('mails').selectAll().where('id', '=', id).where('state', '=', 'waiting').executeTakeFirst(),
		);
		if (!mail) return;
		if (!config.smtpUrl) return settle({ state: 'kept' });
		try {
			await transport(config.smtpUrl).sendMail({
				messageId: `<${id}@${config.publicUrl.hostname}>`,
				from: config.mailFrom,
				to: mail.to_address,
				subject: mail.subject,
				text: mail.text_body,
				...(mail.html_body && { html: mail.html_body }),
			});
		} catch (fault) {
			const code = (fault as { responseCode?: number }).responseCode ?? 0;
			const refused = code >= 500 || mail.attempts + 1 >= MOST_ATTEMPTS;
			await settle({
				...(refused && { state: 'refused', ...NO_TEXT }),
				last_refusal: code ? `SMTP ${code}` : ((fault as { code?: string }).code ?? 'unknown'),
			});
			if (!refused) throw fault;
			return;
		}
		await settle({ state: 'sent', sent_at: new Date(), ...NO_TEXT });

		async function settle(change: Updateable<Mails>): Promise<void> {
			await database.writing(PROGRAM, (writer) =>
				writer.query
					.updateTable('mails')
					.set((eb) => ({ ...change, attempts: eb('attempts', '+', 1) }))
					.where('id', '=', id)
					.execute(),
			);
		}
	},
};

/** Says goodbye to the mail server. */
export function closeMail(): void {
	transporter?.close();
	transporter = undefined;
}

/** The sender that the configuration gives, for pages that show it. */
export function describeMail(config: Config): { from: string; leaves: boolean } {
	return { from: config.mailFrom, leaves: config.smtpUrl !== null };
}
