import type { BuildingKind } from './ground/lots.ts';
import type { StreetKind } from './ground/street-plan.ts';

/** Colours of the drawn town: warm paper, quiet ground, clear water. */
export const TINTS = {
	land: '#fbf8f3',
	built: '#f3ede1',
	park: '#cfe0bd',
	square: '#eadfc8',
	allotments: '#dbe3b4',
	sports: '#bcd9b0',
	wood: '#bdd2a9',
	meadow: '#e1ead0',
	water: '#a9d0d6',
	bank: '#8dbcc4',
	street: '#ffffff',
	kerb: '#ddd4c4',
	rail: '#6a6f78',
	wall: '#ab9a85',
	ink: '#1d2430',
	faint: '#6b6459',
	tide: '#0f5e6b',
} as const;

export const LOT_TINTS: Record<BuildingKind, string> = {
	house: '#e2d0b8',
	terrace: '#d9bfa3',
	apartments: '#cdb0a4',
	tower: '#d9481f',
	public: '#7f9fae',
	works: '#b9b7b2',
};

export const STREET_WIDTH_METRES: Record<StreetKind, number> = {
	boulevard: 11,
	avenue: 9,
	quay: 8,
	street: 6,
	lane: 4.5,
	square: 6,
	bridge: 9,
	footbridge: 3,
	crossing: 8,
	country: 7,
};
