/** Structured log: one JSON object a line on standard error. Never personal data: only fields declared here pass. */
export type LogFields = {
	/** Route pattern, never the address with its identifiers and queries. */
	route?: string;
	method?: string;
	status?: number;
	durationMs?: number;
	job?: string;
	count?: number;
	bytes?: number;
	process?: string;
	pid?: number;
	code?: string | number | null;
	signal?: string | null;
	version?: string;
	/** Name and place of a fault. Messages can quote data («Key (email)=(…) exists»), so they stay out. */
	fault?: { name: string; code: string | undefined; at: string[] };
};

const levels = { debug: 10, info: 20, warn: 30, error: 40 } as const;
/** The built site carries its own copy of this module, so the one level hangs on globalThis. */
const LEAST = Symbol.for('groundswell.log-level');
const holder = globalThis as unknown as Record<symbol, number | undefined>;

export function setLogLevel(level: keyof typeof levels): void {
	holder[LEAST] = levels[level];
}

function write(level: keyof typeof levels, what: string, fields: LogFields = {}): void {
	if (levels[level] < (holder[LEAST] ?? levels.info)) return;
	process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), level, what, ...fields })}\n`);
}

export const log = {
	debug: (what: string, fields?: LogFields) => write('debug', what, fields),
	info: (what: string, fields?: LogFields) => write('info', what, fields),
	warn: (what: string, fields?: LogFields) => write('warn', what, fields),
	error: (what: string, fields?: LogFields) => write('error', what, fields),
};

/** The loggable part of a fault: its name, its code and where it was thrown, without its message. */
export function describeFault(fault: unknown): NonNullable<LogFields['fault']> {
	if (!(fault instanceof Error)) return { name: typeof fault, code: undefined, at: [] };
	const code = (fault as Error & { code?: unknown }).code;
	const at = (fault.stack ?? '')
		.split('\n')
		.filter((line) => line.startsWith('    at '))
		.slice(0, 6)
		.map((line) => line.slice(7));
	return { name: fault.name, code: code === undefined ? undefined : String(code), at };
}
