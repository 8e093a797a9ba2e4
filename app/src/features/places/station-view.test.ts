import { expect, test } from 'vitest';
import { leadingChoice, type StationId, type StationResult, turnoutOf } from './station.ts';
import { listRounds, shareOf, spreadShares, sumRound } from './station-view.ts';

const result = (station: string, more: Partial<StationResult>): StationResult => ({
	stationId: station as StationId,
	election: 'Council 2020',
	round: 1,
	heldOn: '2020-03-15',
	registered: 100,
	voters: 60,
	blank: 5,
	invalid: 5,
	choices: [
		{ name: 'Tide', votes: 30 },
		{ name: 'Rock', votes: 20 },
	],
	...more,
});

test('turnout is of the registered, a choice of the valid votes, and nobody is nothing', () => {
	expect(turnoutOf(result('a', {}))).toBe(0.6);
	expect(turnoutOf(result('a', { registered: 0, voters: 0 }))).toBeNull();
	expect(shareOf(result('a', {}), null)).toBe(0.6);
	expect(shareOf(result('a', {}), 'Rock')).toBe(0.4);
	expect(shareOf(result('a', {}), 'Nobody knows')).toBe(0);
	expect(shareOf(result('a', { choices: [] }), 'Rock')).toBeNull();
	expect(leadingChoice([{ name: 'x', votes: 0 }])).toBeNull();
	expect(leadingChoice(result('a', {}).choices)?.name).toBe('Tide');
});

test('rounds come newest first, the second before the first, choices by all their votes', () => {
	const rounds = listRounds([
		result('a', { heldOn: '2017-04-23', election: 'President 2017' }),
		result('a', { heldOn: '2017-04-23', election: 'President 2017', round: 2 }),
		result('a', {}),
		result('b', { choices: [{ name: 'Rock', votes: 90 }] }),
	]);
	expect(rounds.map(({ election, round }) => `${election} ${round}`)).toEqual(['Council 2020 1', 'President 2017 2', 'President 2017 1']);
	expect(rounds[0]?.choices).toEqual(['Rock', 'Tide']);
});

test('shares spread over the scale; one value alone stands in the middle', () => {
	const { low, high, spread } = spreadShares(
		new Map([
			['a', 0.3],
			['b', 0.5],
			['c', 0.4],
			['d', null],
		]),
	);
	expect([low, high]).toEqual([0.3, 0.5]);
	expect(spread.get('a')).toBe(0);
	expect(spread.get('b')).toBe(1);
	expect(spread.get('c')).toBeCloseTo(0.5);
	expect(spread.get('d')).toBeNull();
	expect(spreadShares(new Map([['a', 0.3]])).spread.get('a')).toBe(0.5);
});

test('a whole round', () => {
	expect(sumRound([result('a', {}), result('b', { choices: [{ name: 'Rock', votes: 50 }] })])).toEqual({
		registered: 200,
		voters: 120,
		leading: 'Rock',
	});
});
