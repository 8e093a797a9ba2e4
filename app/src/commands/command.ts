/** What a command of the command line is, and what all of them have in common. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { type Config, HostError, readConfig } from '../server/config.ts';

export type Values = Record<string, string | boolean | undefined>;

export type Command = {
	/** As typed: `start`, `people find`. */
	readonly name: string;
	readonly summary: string;
	/** Positional arguments as shown in the help: `FILE`, `[TEXT]`. */
	readonly parameters?: string;
	/** Options besides the ones that every command has, with what they mean. */
	readonly options?: Record<string, { type: 'string' | 'boolean'; value?: string; meaning: string }>;
	/** More lines for --help. */
	readonly details?: string;
	/** Resolves to the exit code; nothing means 0. */
	run(call: { config: Config; values: Values; positionals: string[] }): Promise<number | undefined>;
};

export const COMMON_OPTIONS = {
	data: { type: 'string', value: 'DIR', meaning: 'the node’s folder (default ./data, or DATA_DIR)' },
	port: { type: 'string', value: 'N', meaning: 'port of the site (default 8080, or PORT)' },
	help: { type: 'boolean', meaning: 'show this help' },
} as const;

/** sysexits: the command was used wrongly. */
export const EXIT_USAGE = 64;

export function parseCall(command: Command, words: string[]): { config: Config; values: Values; positionals: string[] } {
	const options: ParseArgsOptionsConfig = {};
	for (const [name, { type }] of Object.entries({ ...COMMON_OPTIONS, ...command.options })) options[name] = { type };
	let parsed: { values: Values; positionals: string[] };
	try {
		parsed = parseArgs({ args: words, options, allowPositionals: true, strict: true }) as typeof parsed;
	} catch (fault) {
		throw new HostError(`${(fault as Error).message.split('. ')[0]}. See «groundswell ${command.name} --help».`, EXIT_USAGE);
	}
	if (!parsed.values.help) checkPositionals(command, parsed.positionals);
	const { data, port } = parsed.values as Record<string, string | undefined>;
	return { ...parsed, config: readConfig(process.env, { DATA_DIR: data, PORT: port }) };
}

function checkPositionals(command: Command, given: string[]): void {
	const wanted = (command.parameters ?? '').split(' ').filter(Boolean);
	const needed = wanted.filter((word) => !word.startsWith('['));
	const most = wanted.some((word) => word.includes('…')) ? Number.POSITIVE_INFINITY : wanted.length;
	if (given.length >= needed.length && given.length <= most) return;
	throw new HostError(`Usage: groundswell ${command.name} ${command.parameters ?? ''}`.trimEnd(), EXIT_USAGE);
}

export function describeCommand(command: Command): string {
	const options = Object.entries<{ value?: string; meaning: string }>({ ...command.options, ...COMMON_OPTIONS }).map(
		([name, { value, meaning }]) => `  ${`--${name}${value ? ` ${value}` : ''}`.padEnd(22)} ${meaning}`,
	);
	return [
		`groundswell ${command.name}${command.parameters ? ` ${command.parameters}` : ''}`,
		'',
		command.summary,
		...(command.details ? ['', command.details] : []),
		'',
		'Options:',
		...options,
	].join('\n');
}
