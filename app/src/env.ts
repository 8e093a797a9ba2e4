/**
 * Every environment variable, declared once. `server/config.ts` checks them at start and turns them into a
 * configuration; nothing else reads `process.env`. (The web framework looks for the name `variables` here.)
 */
import * as v from 'valibot';

const port = v.pipe(
	v.string(),
	v.regex(/^\d+$/, 'must be a port number such as 8080'),
	v.transform(Number),
	v.integer(),
	v.minValue(0),
	v.maxValue(65535),
);
const count = v.pipe(v.string(), v.regex(/^[1-9]\d?$/, 'must be a number from 1 to 99'), v.transform(Number));
const url = v.pipe(v.string(), v.url('must be a full address such as https://organise.example.org'));

export const variables = {
	DATA_DIR: { schema: v.optional(v.string()), description: 'folder that holds everything the node knows; default ./data' },
	PORT: { schema: v.optional(port), description: 'port of the site; default 8080' },
	HOST: { schema: v.optional(v.string()), description: 'address to listen on; default 127.0.0.1' },
	PUBLIC_URL: {
		schema: v.optional(url),
		description: 'address that people type; default http://localhost:PORT; anything but localhost needs https',
	},
	DATABASE_URL: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^postgres(ql)?:\/\//, 'must begin with postgres://'))),
		description: 'the host’s own PostgreSQL 15 to 18, as a user that may create roles; default: the embedded one',
	},
	WEB_PROCESSES: { schema: v.optional(count), description: 'web processes; default 1' },
	SMTP_URL: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^smtps?:\/\//, 'must begin with smtp:// or smtps://'))),
		description: 'where mail goes; without it mail is kept in the node’s outbox, where administrators can read it',
	},
	MAIL_FROM: { schema: v.optional(v.pipe(v.string(), v.email())), description: 'sender address of the node’s mail' },
	BACKUP_DIR: { schema: v.optional(v.string()), description: 'folder of the encrypted backups; default DATA_DIR/backups' },
	TRUSTED_PROXIES: {
		schema: v.optional(v.pipe(v.string(), v.regex(/^\d$/), v.transform(Number))),
		description: 'how many reverse proxies stand before the node; default 0',
	},
	LOG_LEVEL: {
		schema: v.optional(v.picklist(['debug', 'info', 'warn', 'error'])),
		description: 'least important level that is logged; default info',
	},
} as const;
