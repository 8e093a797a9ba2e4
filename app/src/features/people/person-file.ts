/** All that this room knows of one person, as a page shows it and an export writes it. */
import type { Basis, Gender, PersonId } from './person.ts';

export interface SourceNote {
	kind: string;
	name: string;
	owner: string | null;
	purpose: string | null;
	/** ISO time. */
	obtainedAt: string;
	/** ISO day. */
	expiresOn: string | null;
}

export interface PersonFile {
	personId: PersonId;
	givenName: string;
	additionalName: string;
	familyName: string;
	birthName: string;
	usedName: string;
	gender: Gender | null;
	birthDate: string | null;
	birthYear: number | null;
	/** BCP 47. */
	languages: string[];
	basis: Basis;
	source: SourceNote;
	/** ISO times. */
	createdAt: string;
	updatedAt: string;
	contactPoints: {
		kind: string;
		value: string;
		asWritten: string;
		phoneKind: string | null;
		status: string;
		source: string;
		createdAt: string;
	}[];
	addresses: {
		kind: string;
		line: string;
		complement: string;
		postcode: string;
		place: string;
		country: string;
		asWritten: string;
		areaName: string | null;
		station: { code: string; name: string } | null;
		/** Degrees, WGS 84. */
		position: { latitude: number; longitude: number } | null;
		source: string;
	}[];
	identifiers: { system: string; value: string; source: string }[];
	/** Newest first. */
	timeline: { id: string; at: string; kind: string; body: Record<string, unknown>; source: string | null }[];
}
