/** The command line. `groundswell --help` lists its commands. */

import { addressesImport } from './commands/addresses-import.ts';
import { adminRecover } from './commands/admin-recover.ts';
import { archive } from './commands/archive.ts';
import { auditVerify } from './commands/audit-verify.ts';
import { backup } from './commands/backup.ts';
import { type Command, describeCommand, EXIT_USAGE, parseCall } from './commands/command.ts';
import { health } from './commands/health.ts';
import { importPeople } from './commands/import.ts';
import { mapAdd, mapList } from './commands/map-add.ts';
import { migrateCommand } from './commands/migrate.ts';
import { peopleFind } from './commands/people-find.ts';
import { restore } from './commands/restore.ts';
import { start } from './commands/start.ts';
import { unarchive } from './commands/unarchive.ts';
import { HostError } from './server/config.ts';
import { DatabaseAway } from './server/database.ts';

export const commands: readonly Command[] = [
	start,
	migrateCommand,
	backup,
	restore,
	archive,
	unarchive,
	health,
	auditVerify,
	adminRecover,
	importPeople,
	peopleFind,
	addressesImport,
	mapAdd,
	mapList,
];

function describeAll(): string {
	const width = Math.max(...commands.map(({ name, parameters = '' }) => `${name} ${parameters}`.length));
	return [
		'groundswell: the organising software of a movement, on a machine that the movement owns.',
		'',
		'Commands:',
		...commands.map(({ name, parameters = '', summary }) => `  ${`${name} ${parameters}`.padEnd(width)}  ${summary}`),
		'',
		'«groundswell COMMAND --help» says more about one of them.',
	].join('\n');
}

async function main(words: string[]): Promise<number> {
	const command = commands.find(({ name }) => `${words.join(' ')} `.startsWith(`${name} `));
	if (!command) {
		const asksForHelp = words.length === 0 || words[0] === '--help' || words[0] === 'help';
		process[asksForHelp ? 'stdout' : 'stderr'].write(
			`${asksForHelp ? describeAll() : `groundswell: there is no command «${words.join(' ')}». See «groundswell --help».`}\n`,
		);
		return asksForHelp ? 0 : EXIT_USAGE;
	}
	const call = parseCall(command, words.slice(command.name.split(' ').length));
	if (call.values.help) {
		process.stdout.write(`${describeCommand(command)}\n`);
		return 0;
	}
	return (await command.run(call)) ?? 0;
}

/** What the host can put right in a sentence; anything else is our fault, thrown with all that is known about it. */
function explain(fault: unknown): HostError {
	if (fault instanceof HostError) return fault;
	const code = (fault as NodeJS.ErrnoException).code ?? '';
	if (fault instanceof DatabaseAway || ['ECONNREFUSED', '57P03'].includes(code))
		return new HostError('The node’s database does not answer: it is starting or stopping; try again in a moment.', 69);
	throw fault;
}

// «| head» has read enough: that is no fault.
process.stdout.on('error', (fault: NodeJS.ErrnoException) => process.exit(fault.code === 'EPIPE' ? 0 : 74));

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (fault) {
	const { message, exitCode } = explain(fault);
	process.stderr.write(`groundswell: ${message}\n`);
	process.exitCode = exitCode;
}
