/** A node's first people and places, brought in by the command line as a host does. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { groundswell } from './command-line.ts';
import { makeElectoralRoll, type Roll } from './electoral-roll.ts';
import type { StartedNode } from './started-node.ts';

export async function bringPeopleIn({ dataFolder }: StartedNode, size: number): Promise<Roll> {
	const roll = makeElectoralRoll(size);
	const [addresses, people] = [join(dataFolder, 'addresses.csv'), join(dataFolder, 'riverside.csv')];
	writeFileSync(addresses, roll.addresses);
	writeFileSync(people, roll.text);
	await groundswell(dataFolder, ['addresses', 'import', addresses]);
	await groundswell(dataFolder, ['import', people]);
	return roll;
}
