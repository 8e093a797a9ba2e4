import type { DistrictProfile } from './districts.ts';
import type { GreenKind } from './ground/greens.ts';
import type { BuildingKind } from './ground/lots.ts';
import type { LandmarkKind } from './ground/sites.ts';
import type { StreetKind } from './ground/street-plan.ts';

/** Degrees, WGS 84, six decimals (about 10 cm). */
export type Position = readonly [longitude: number, latitude: number];
export type LineString = { type: 'LineString'; coordinates: Position[] };
/** First ring: the outline, counter-clockwise; further rings: holes. Closed, as RFC 7946 asks. */
export type Polygon = { type: 'Polygon'; coordinates: Position[][] };

/** Identifiers (`S12`, `A0345`) are stable for one seed and mean nothing outside of one generated town. */
export type Riverside = {
	name: string;
	seed: string;
	/** West, south, east, north. */
	bounds: readonly [number, number, number, number];
	centre: Position;
	river: { name: string; polygon: Polygon; centreLine: LineString };
	island: { name: string; polygon: Polygon };
	railway: { name: string; geometry: LineString };
	greens: { name: string; kind: GreenKind; polygon: Polygon }[];
	bridges: { name: string; kind: 'road' | 'foot' | 'rail'; geometry: LineString; street?: string }[];
	levelCrossings: { name: string; point: Position; street: string }[];
	streets: Street[];
	network: { nodes: StreetNode[]; edges: StreetEdge[] };
	buildings: Building[];
	addresses: Address[];
	doors: Door[];
	districts: District[];
	stations: Station[];
	elections: Election[];
	landmarks: Landmark[];
};

export type Street = { id: string; name: string; kind: StreetKind; geometry: LineString; district: string };
export type StreetNode = { id: string; longitude: number; latitude: number };
export type StreetEdge = { id: string; from: string; to: string; metres: number; street: string; geometry: LineString };
/** `floors` counts the ground floor. A works or a public building may have addresses where nobody lives. */
export type Building = { id: string; kind: BuildingKind; floors: number; polygon: Polygon; addresses: string[]; name?: string };
export type Address = {
	id: string;
	/** Odd on the left of the street's direction, even on the right, growing along it. */
	number: number;
	/** `B` where a house was fitted in later. */
	suffix?: string;
	street: string;
	streetName: string;
	postcode: string;
	place: string;
	longitude: number;
	latitude: number;
	district: string;
	/** Code of its polling station. */
	station: string;
	building: string;
};
/** A dwelling. Floor 0 is the ground floor; the label is empty where one bell is enough. */
export type Door = { id: string; address: string; floor: number; label: string };
export type District = { key: string; name: string; polygon: Polygon; profile: DistrictProfile };
/** Latitude and longitude are those of the polling place. */
export type Station = {
	code: string;
	name: string;
	district: string;
	polygon: Polygon;
	landmark: string;
	longitude: number;
	latitude: number;
};
export type Election = {
	/** The same for all rounds of one election. */
	key: string;
	name: string;
	round: number;
	/** YYYY-MM-DD */
	date: string;
	choices: { key: string; name: string }[];
	results: StationResult[];
};
/** choices + blank + invalid = voters ≤ registered */
export type StationResult = {
	station: string;
	registered: number;
	voters: number;
	blank: number;
	invalid: number;
	votes: Record<string, number>;
};
export type Landmark = {
	id: string;
	name: string;
	kind: LandmarkKind;
	longitude: number;
	latitude: number;
	district: string;
	address?: string;
	/** Room for a gathering, people. */
	capacity: number;
	/** A polling place on election day. */
	votes: boolean;
};
