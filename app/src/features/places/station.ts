export type StationId = string & { readonly __brand: 'StationId' };

/** A polling station: its district votes in one room, so its past results are the finest picture of a vote that exists. */
export interface Station {
	id: StationId;
	/** Code of the area it belongs to, as the register of voters writes it (a commune's code, a postcode). */
	areaCode: string;
	code: string;
	name: string;
	position: { latitude: number; longitude: number } | null;
}

export type NewStation = { areaCode: string; code: string; name: string };

/** The key under which `findOrCreateStations` answers. */
export function stationKey({ areaCode, code }: Pick<NewStation, 'areaCode' | 'code'>): string {
	return `${areaCode}|${code}`;
}

/** One choice on the ballot: a list, a candidate, yes or no. */
export interface Choice {
	name: string;
	votes: number;
}

export interface StationResult {
	stationId: StationId;
	election: string;
	round: number;
	/** ISO day. */
	heldOn: string;
	registered: number;
	voters: number;
	blank: number;
	invalid: number;
	choices: Choice[];
}

/** Voters among the registered, 0 to 1; null where nobody is registered. */
export function turnoutOf({ registered, voters }: Pick<StationResult, 'registered' | 'voters'>): number | null {
	return registered === 0 ? null : voters / registered;
}

/** The choice with the most votes; the first named wins a tie. Null when nobody voted for anything. */
export function leadingChoice(choices: readonly Choice[]): Choice | null {
	let leader: Choice | null = null;
	for (const choice of choices) if (choice.votes > (leader?.votes ?? 0)) leader = choice;
	return leader;
}
