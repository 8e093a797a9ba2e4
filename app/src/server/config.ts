/** The configuration of this process: read once from the environment and the command line, checked, then frozen. */
import { resolve } from 'node:path';
import * as v from 'valibot';
import { variables } from '../env.ts';

export type Config = Readonly<{
	dataDir: string;
	port: number;
	host: string;
	publicUrl: URL;
	/** The host's own PostgreSQL; null means the embedded one. */
	databaseUrl: string | null;
	webProcesses: number;
	smtpUrl: string | null;
	mailFrom: string;
	backupDir: string;
	trustedProxies: number;
	logLevel: 'debug' | 'info' | 'warn' | 'error';
}>;

/** Something the host can put right; `message` is one sentence that says what to do. Ends a command with `exitCode`. */
export class HostError extends Error {
	readonly exitCode: number;
	constructor(message: string, exitCode = 78) {
		super(message);
		this.name = 'HostError';
		this.exitCode = exitCode;
	}
}

type Overrides = Partial<Record<keyof typeof variables, string | undefined>>;

/** @throws HostError naming the variable that is wrong and what it must be. */
export function readConfig(environment: Record<string, string | undefined>, overrides: Overrides = {}): Config {
	const given = { ...environment, ...Object.fromEntries(Object.entries(overrides).filter(([, value]) => value !== undefined)) };
	const read = <K extends keyof typeof variables>(name: K): v.InferOutput<(typeof variables)[K]['schema']> => {
		const result = v.safeParse(variables[name].schema, given[name] === '' ? undefined : given[name]);
		if (!result.success)
			throw new HostError(`${name}=${given[name]} ${result.issues[0].message}. It is the ${variables[name].description}.`);
		return result.output as v.InferOutput<(typeof variables)[K]['schema']>;
	};
	const port = read('PORT') ?? 8080;
	const dataDir = resolve(read('DATA_DIR') ?? 'data');
	const publicUrl = new URL(read('PUBLIC_URL') ?? `http://localhost:${port}`);
	if (publicUrl.protocol !== 'https:' && !isLoopback(publicUrl.hostname)) {
		throw new HostError(
			`PUBLIC_URL=${publicUrl.href} must begin with https://: passwords and people’s data never travel in the clear. See deploy/ for a reverse proxy that does it.`,
		);
	}
	return Object.freeze({
		dataDir,
		port,
		host: read('HOST') ?? '127.0.0.1',
		publicUrl,
		databaseUrl: read('DATABASE_URL') ?? null,
		webProcesses: read('WEB_PROCESSES') ?? 1,
		smtpUrl: read('SMTP_URL') ?? null,
		mailFrom: read('MAIL_FROM') ?? `groundswell@${publicUrl.hostname}`,
		backupDir: resolve(read('BACKUP_DIR') ?? resolve(dataDir, 'backups')),
		trustedProxies: read('TRUSTED_PROXIES') ?? 0,
		logLevel: read('LOG_LEVEL') ?? 'info',
	});
}

function isLoopback(hostname: string): boolean {
	return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]';
}
