import { existsSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { type AddressImport, importAddresses } from '#features/places/server/import-addresses.ts';
import { HostError } from '../server/config.ts';
import type { Command } from './command.ts';
import { withNode } from './open-node.ts';

const EXIT_DATA = 65;
const EXIT_NO_INPUT = 66;

export const addressesImport: Command = {
	name: 'addresses import',
	parameters: 'FILE',
	summary: 'Takes addresses with positions from a CSV file, so that people can be placed on the map.',
	options: { credit: { type: 'string', value: 'TEXT', meaning: 'who must be credited (default: the file’s name; BANO is known)' } },
	details: `Reads BANO and BAN files of France, and any comma, semicolon or tab separated file (also gzipped, in UTF-8)
with the columns street, city, lat, lon and, where there are, housenumber, postcode. Giving a file again changes only what changed.`,
	async run({ config, values, positionals }) {
		const path = positionals[0] as string;
		if (!existsSync(path) || !statSync(path).isFile()) throw new HostError(`${path} is not there or is no file.`, EXIT_NO_INPUT);
		const credit = typeof values.credit === 'string' ? values.credit : basename(path);
		const began = performance.now();
		const result = await withNode(config, ({ running }) => importAddresses(running.database, path, { credit, onProgress: showProgress }));
		if (process.stderr.isTTY) process.stderr.write('\n');
		if ('refusal' in result) throw new HostError(explain(path, result), EXIT_DATA);
		process.stdout.write(`${describe(result)} In ${((performance.now() - began) / 1000).toFixed(1)} s.\n`);
		return 0;
	},
};

function showProgress({ rows }: AddressImport): void {
	if (process.stderr.isTTY) process.stderr.write(`\r${rows.toLocaleString('en')} rows …`);
}

function describe({ rows, added, changed, repeated, refused, areas }: AddressImport): string {
	const count = (value: number) => value.toLocaleString('en');
	const unread = refused['no-street'] + refused['no-place'] + refused['no-position'];
	const reasons =
		unread > 0
			? ` (${refused['no-street']} without a street, ${refused['no-place']} without a town, ${refused['no-position']} without a position)`
			: '';
	return `${count(rows)} rows: ${count(added)} addresses added, ${count(changed)} changed, ${count(repeated)} repeated in the file, ${count(unread)} left out${reasons}; ${count(areas)} communes.`;
}

function explain(path: string, refusal: { refusal: 'missing-columns'; missing: string[] } | { refusal: 'empty-file' }): string {
	if (refusal.refusal === 'empty-file') return `${path} is empty.`;
	return `${path} has no column for ${refusal.missing.join(', ')}: name its columns in the first line, as «groundswell addresses import --help» says.`;
}
