import { leadingChoice, type StationResult, turnoutOf } from './station.ts';

/** One round of one election, as a page offers it. */
export type Round = { key: string; election: string; round: number; heldOn: string; choices: string[] };

export function roundKey({ election, round }: Pick<StationResult, 'election' | 'round'>): string {
	return `${election}|${round}`;
}

/** The rounds that there are results of, the newest first; choices by their votes. */
export function listRounds(results: readonly StationResult[]): Round[] {
	const rounds = new Map<string, Round & { votes: Map<string, number> }>();
	for (const result of results) {
		const key = roundKey(result);
		const { election, round, heldOn } = result;
		const known = rounds.get(key) ?? { key, election, round, heldOn, choices: [], votes: new Map<string, number>() };
		for (const { name, votes } of result.choices) known.votes.set(name, (known.votes.get(name) ?? 0) + votes);
		rounds.set(key, known);
	}
	return [...rounds.values()]
		.sort((a, b) => b.heldOn.localeCompare(a.heldOn) || b.round - a.round)
		.map(({ votes, ...round }) => ({ ...round, choices: [...votes].sort((a, b) => b[1] - a[1]).map(([name]) => name) }));
}

/** What a station is coloured by: turnout, or the share of valid votes for a choice. 0 to 1; null where nobody could vote. */
export function shareOf(result: StationResult, choice: string | null): number | null {
	if (choice === null) return turnoutOf(result);
	const valid = result.choices.reduce((sum, { votes }) => sum + votes, 0);
	return valid === 0 ? null : (result.choices.find(({ name }) => name === choice)?.votes ?? 0) / valid;
}

/** Shares spread over the whole scale of colours, from the least to the most there is. */
export function spreadShares<Key>(shares: ReadonlyMap<Key, number | null>): { low: number; high: number; spread: Map<Key, number | null> } {
	const known = [...shares.values()].filter((share) => share !== null);
	const low = known.length === 0 ? 0 : Math.min(...known);
	const high = known.length === 0 ? 1 : Math.max(...known);
	const place = (share: number) => (high === low ? 0.5 : (share - low) / (high - low));
	return { low, high, spread: new Map([...shares].map(([key, share]) => [key, share === null ? null : place(share)])) };
}

/** All stations of a round together. */
export function sumRound(results: readonly StationResult[]): { registered: number; voters: number; leading: string | null } {
	const votes = new Map<string, number>();
	for (const { choices } of results) for (const choice of choices) votes.set(choice.name, (votes.get(choice.name) ?? 0) + choice.votes);
	return {
		registered: results.reduce((sum, { registered }) => sum + registered, 0),
		voters: results.reduce((sum, { voters }) => sum + voters, 0),
		leading: leadingChoice([...votes].map(([name, count]) => ({ name, votes: count })))?.name ?? null,
	};
}
