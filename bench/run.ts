/** `npm run bench -- NAME…`: prints figures, one a line, as `figure: value unit`. Without a name, all of them. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export type Figure = { readonly name: string; readonly value: number; readonly unit: string };
export type Bench = { run(): Promise<readonly Figure[]> };

const folder = import.meta.dirname;
const known = readdirSync(folder)
	.filter((file) => file.endsWith('.bench.ts'))
	.map((file) => file.slice(0, -'.bench.ts'.length));
const wanted = process.argv.slice(2);
for (const name of wanted.length > 0 ? wanted : known) {
	if (!existsSync(join(folder, `${name}.bench.ts`))) {
		process.stderr.write(`bench: there is no «${name}»; there are: ${known.join(', ')}.\n`);
		process.exit(64);
	}
	const { run } = (await import(join(folder, `${name}.bench.ts`))) as Bench;
	for (const figure of await run()) process.stdout.write(`${figure.name}: ${Number(figure.value.toPrecision(4))} ${figure.unit}\n`);
}
process.exit(0);
