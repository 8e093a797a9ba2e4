import { createReadStream, existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { createGunzip } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { openDelimited } from '#server/delimited/delimited.ts';
import { countOutcome, type DryRunSummary, startDryRun } from './dry-run.ts';
import { recognisePreset } from './preset.ts';
import { knownPresets } from './presets/known-presets.ts';
import { createRowReader } from './row-reader.ts';

const people = resolve(import.meta.dirname, '../../../../../../shared/data/people');
const hasData = existsSync(`${people}/electoral-roll-belfort.csv.gz`);
const skipped = hasData ? '' : ' (skipped: reference data not present)';

async function dryRun(
	name: string,
): Promise<{ preset: string; summary: DryRunSummary; identifiers: Set<string>; points: number; places: number }> {
	const stream = createReadStream(`${people}/${name}`);
	const opened = await openDelimited(name.endsWith('.gz') ? stream.pipe(createGunzip()) : stream);
	if (opened.file === null) throw new Error(opened.refused.kind);
	const { header, batches } = opened.file;
	const recognition = recognisePreset(knownPresets, header);
	if (recognition === null) throw new Error('not recognised');
	const reader = createRowReader({ preset: recognition.preset, header, country: 'FR', today: '2026-11-22' });
	const summary = startDryRun(reader);
	const identifiers = new Set<string>();
	let [points, places] = [0, 0];
	for await (const batch of batches) {
		expect(batch.refused).toBeNull();
		for (const row of batch.rows) {
			const outcome = reader.read(row);
			countOutcome(summary, outcome);
			for (const { value } of outcome.draft?.identifiers ?? []) identifiers.add(value);
			points += outcome.draft?.contactPoints.length ?? 0;
			if (outcome.draft?.address?.street) places++;
		}
	}
	return { preset: recognition.preset.name, summary, identifiers, points, places };
}

describe.skipIf(!hasData)(`files as they come${skipped}`, () => {
	test('the electoral roll: 60,000 people, each with a door and an identifier of their own', async () => {
		const { preset, summary, identifiers, places } = await dryRun('electoral-roll-belfort.csv.gz');
		expect(preset).toBe('electoral-roll-fr');
		expect(summary).toMatchObject({ rows: 60_000, accepted: 60_000, refusedByReason: {}, problemsByKind: {} });
		expect(identifiers.size).toBe(60_000);
		expect(places).toBe(60_000);
	});

	test('the NationBuilder export: formulas, bad addresses and doubtful phones are named', async () => {
		const { preset, summary, identifiers, places } = await dryRun('nationbuilder-people-export.csv');
		expect(preset).toBe('nationbuilder');
		expect(summary).toMatchObject({ rows: 10_169, accepted: 10_169, refusedByReason: {} });
		expect(summary.problemsByKind['formula-in-cell']?.count).toBe(2029);
		expect(Object.keys(summary.problemsByKind).sort()).toEqual(['bad-email', 'formula-in-cell', 'unassigned-phone']);
		expect(identifiers.size).toBe(10_169);
		expect(places).toBe(10_169);
	});

	test('VAN and Action Network', async () => {
		const van = await dryRun('van-export.txt');
		expect(van).toMatchObject({ preset: 'van', points: 2820, places: 2000 });
		expect(van.summary).toMatchObject({ accepted: 2000 });
		const action = await dryRun('action-network-report.csv');
		expect(action).toMatchObject({ preset: 'action-network', points: 3000, places: 1500 });
		expect(action.summary).toMatchObject({ accepted: 1500 });
	});
});
