import { ageOn } from '../features/people/age.ts';
import { listPeople } from '../features/people/server/queries.ts';
import { HostError } from '../server/config.ts';
import { PROGRAM } from '../server/database.ts';
import { type Command, EXIT_USAGE } from './command.ts';
import { withNode } from './open-node.ts';

const DEFAULT_LIMIT = 20;
const MOST = 500;

export const peopleFind: Command = {
	name: 'people find',
	parameters: 'TEXT…',
	summary: 'Finds people by name, phone, e-mail or number; the search is noted in the audit log.',
	options: {
		limit: { type: 'string', value: 'N', meaning: `how many at most (default ${DEFAULT_LIMIT}, up to ${MOST})` },
		json: { type: 'boolean', meaning: 'one JSON object a line, for other programs' },
	},
	details: 'Accents and the order of words do not matter. Exits with 1 when nobody is found.',
	async run({ config, values, positionals }) {
		const limit = Number(values.limit ?? DEFAULT_LIMIT);
		if (!(Number.isInteger(limit) && limit >= 1 && limit <= MOST))
			throw new HostError(`--limit is a number from 1 to ${MOST}.`, EXIT_USAGE);
		const text = positionals.join(' ');
		return withNode(config, async ({ running }) => {
			const { rows, total, spelling } = await running.database.reading(PROGRAM, (reader) => listPeople(reader, { text, limit }));
			if (values.json) {
				for (const row of rows) process.stdout.write(`${JSON.stringify(row)}\n`);
				return rows.length > 0 ? 0 : 1;
			}
			if (spelling === 'similar') process.stderr.write(`Nobody is written «${text}». These are one letter away.\n`);
			const today = new Date().toISOString().slice(0, 10);
			for (const row of rows) {
				const age = ageOn(today, row.birthDate, row.birthYear);
				const facts = [`${row.givenName} ${row.familyName}`.trim(), age, row.addressLine, row.place].filter(
					(fact) => fact !== null && fact !== '',
				);
				process.stdout.write(`${row.personId}  ${facts.join(', ')}\n`);
			}
			process.stderr.write(`${rows.length} of ${total}\n`);
			return rows.length > 0 ? 0 : 1;
		});
	},
};
