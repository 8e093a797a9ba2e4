/** The command line. `groundswell --help` lists its commands. */
import { addressesImport } from './commands/addresses-import.ts';
import { type Command, describeCommand, EXIT_USAGE, parseCall } from './commands/command.ts';
import { mapAdd, mapList } from './commands/map-add.ts';
import { start } from './commands/start.ts';
import { HostError } from './server/config.ts';

export const commands: readonly Command[] = [start, addressesImport, mapAdd, mapList];

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
			`${asksForHelp ? describeAll() : `groundswell: there is no command «${words.join(' ')}».\n\n${describeAll()}`}\n`,
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

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (fault) {
	if (!(fault instanceof HostError)) throw fault;
	process.stderr.write(`groundswell: ${fault.message}\n`);
	process.exitCode = fault.exitCode;
}
