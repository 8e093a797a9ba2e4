import { type SeededRandom, seededRandom } from '#features/node/seeded-random.ts';
import { type Leaning, perFamily } from './districts.ts';
import type { StationGround } from './polling.ts';
import type { Address, Door, Election, StationResult } from './town.ts';

type Choice = { key: string; name: string; appeal: Readonly<Record<Leaning, number>> };
type Campaign = { key: string; name: string; round: number; date: string; choices: readonly Choice[]; turnout: number; blank: number };
type Electorate = { station: string; registered: number; turnout: number; leaning: Readonly<Record<Leaning, number>> };

const COUNCIL: Campaign = {
	key: 'council-2020',
	name: 'Town council',
	round: 1,
	date: '2020-03-15',
	turnout: 1,
	blank: 0.016,
	choices: [
		{ key: 'commons', name: 'Riverside in Common', appeal: perFamily(0.82, 0.12, 0.1, 0.02, 0.03) },
		{ key: 'labour', name: 'Workers’ and Tenants’ Union', appeal: perFamily(0.1, 0.78, 0.04, 0.02, 0.08) },
		{ key: 'centre', name: 'Town Ahead', appeal: perFamily(0.06, 0.05, 0.74, 0.16, 0.03) },
		{ key: 'heritage', name: 'Our Riverside Heritage', appeal: perFamily(0.01, 0.02, 0.11, 0.74, 0.13) },
		{ key: 'nation', name: 'Riverside First', appeal: perFamily(0.01, 0.03, 0.01, 0.06, 0.73) },
	],
};

const PRESIDENCY: Campaign = {
	key: 'presidency-2022',
	name: 'Presidency',
	round: 1,
	date: '2022-04-10',
	turnout: 1.34,
	blank: 0.014,
	choices: [
		{ key: 'kaldor', name: 'Inès Kaldor', appeal: perFamily(0.46, 0.52, 0.04, 0.01, 0.05) },
		{ key: 'oyelaran', name: 'Marius Oyelaran', appeal: perFamily(0.33, 0.14, 0.06, 0.01, 0.01) },
		{ key: 'lindqvist', name: 'Saskia Lindqvist', appeal: perFamily(0.15, 0.11, 0.72, 0.26, 0.06) },
		{ key: 'ashby', name: 'Corin Ashby', appeal: perFamily(0.02, 0.03, 0.13, 0.55, 0.06) },
		{ key: 'vidal', name: 'Tomas Vidal', appeal: perFamily(0.02, 0.13, 0.03, 0.14, 0.73) },
		{ key: 'brandt', name: 'Hélène Brandt', appeal: perFamily(0.02, 0.07, 0.02, 0.03, 0.09) },
	],
};

/** People older than the vote but not registered, or gone since: the roll is always a little smaller than the town. */
const REGISTERED_PER_PERSON = 0.91;

/** Past elections: a council by lists, a presidency in two rounds, the second between the two who led in the first. */
export function holdElections(
	seed: string,
	{ grounds, addresses, doors }: { grounds: readonly StationGround[]; addresses: readonly Address[]; doors: readonly Door[] },
	people: number,
): Election[] {
	const random = seededRandom(`${seed}/elections`);
	const stationOf = new Map(addresses.map(({ id, station }) => [id, station]));
	const doorsIn = new Map<string, number>();
	for (const { address } of doors) {
		const station = stationOf.get(address) ?? '';
		doorsIn.set(station, (doorsIn.get(station) ?? 0) + 1);
	}
	const electorates = grounds.map(({ station, plan }): Electorate => {
		const share = (doorsIn.get(station.code) ?? 0) / doors.length;
		return {
			station: station.code,
			registered: Math.round(people * REGISTERED_PER_PERSON * share),
			turnout: plan.profile.turnout + random.normal(0, 0.012),
			leaning: plan.profile.leaning,
		};
	});
	const first = hold(PRESIDENCY, electorates, random);
	return [hold(COUNCIL, electorates, random), first, hold(runOff(first), electorates, random)];
}

function hold(campaign: Campaign, electorates: readonly Electorate[], random: SeededRandom): Election {
	const { key, name, round, date, choices } = campaign;
	return {
		...{ key, name, round, date },
		choices: choices.map((choice) => ({ key: choice.key, name: choice.name })),
		results: electorates.map((electorate) => count(campaign, electorate, random)),
	};
}

function count(campaign: Campaign, { station, registered, turnout, leaning }: Electorate, random: SeededRandom): StationResult {
	const voters = Math.round(registered * Math.min(0.93, turnout * campaign.turnout + random.normal(0, 0.008)));
	const blank = Math.round(voters * campaign.blank * random.between(0.7, 1.3));
	const invalid = Math.round(voters * campaign.blank * random.between(0.2, 0.6));
	const weights = campaign.choices.map(({ appeal }) => {
		const liked = Object.entries(leaning).reduce((sum, [family, share]) => sum + share * appeal[family as Leaning], 0);
		return Math.max(0.002, liked * random.normal(1, 0.05));
	});
	const votes = apportion(voters - blank - invalid, weights);
	return {
		station,
		registered,
		voters,
		blank,
		invalid,
		votes: Object.fromEntries(campaign.choices.map(({ key }, i) => [key, votes[i] ?? 0])),
	};
}

/** Largest remainders: whole votes that sum to the total. */
function apportion(total: number, weights: readonly number[]): number[] {
	const sum = weights.reduce((a, b) => a + b, 0);
	const exact = weights.map((weight) => (weight / sum) * total);
	const whole = exact.map(Math.floor);
	const order = exact.map((value, i) => ({ i, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.i - b.i);
	const left = total - whole.reduce((a, b) => a + b, 0);
	for (const { i } of order.slice(0, left)) whole[i] = (whole[i] ?? 0) + 1;
	return whole;
}

function runOff(first: Election): Campaign {
	const total = (key: string) => first.results.reduce((sum, { votes }) => sum + (votes[key] ?? 0), 0);
	const finalists = PRESIDENCY.choices.toSorted((a, b) => total(b.key) - total(a.key)).slice(0, 2);
	// Whom a family liked little in the first round it still prefers to the other one: differences soften, they do not vanish.
	const choices = finalists.map((choice) => ({
		...choice,
		appeal: Object.fromEntries(Object.entries(choice.appeal).map(([family, liked]) => [family, liked ** 0.8 + 0.08])) as Choice['appeal'],
	}));
	return { key: 'presidency-2022', name: 'Presidency', round: 2, date: '2022-04-24', choices, turnout: 1.27, blank: 0.058 };
}
