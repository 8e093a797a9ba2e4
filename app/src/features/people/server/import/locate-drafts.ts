/** Puts the addresses of a batch on the map: from the address file, else at least into their commune and polling station. */

import { areaKey } from '#features/places/area.ts';
import { addressMatchKey } from '#features/places/postal-address.ts';
import { findOrCreateAreas, findOrCreateStations } from '#features/places/server/commands.ts';
import { findAddresses } from '#features/places/server/queries.ts';
import { stationKey } from '#features/places/station.ts';
import type { Writer } from '#server/database.ts';
import type { PersonDraft } from '../../import/person-draft.ts';

export type Location = {
	matchKey: string;
	addressId: string | null;
	areaId: string | null;
	stationId: string | null;
	latitude: number | null;
	longitude: number | null;
};

/** Drafts without an address are missing from the answer. */
export async function locateDrafts(writer: Writer, drafts: readonly PersonDraft[]): Promise<Map<PersonDraft, Location>> {
	const keyed = drafts.flatMap((draft) => (draft.address ? [{ draft, matchKey: addressMatchKey(draft.address) }] : []));
	const found = await findAddresses(writer, [...new Set(keyed.map(({ matchKey }) => matchKey))]);
	const stations = await findOrCreateStations(writer, drafts.flatMap(stationOf));
	const areas = await findOrCreateAreas(writer, drafts.flatMap(communeOf));
	return new Map(
		keyed.map(({ draft, matchKey }) => {
			const place = found.get(matchKey);
			const [station] = stationOf(draft);
			const [commune] = communeOf(draft);
			return [
				draft,
				{
					matchKey,
					addressId: place?.addressId ?? null,
					areaId: place?.areaId ?? (commune && areas.get(areaKey(commune))) ?? null,
					// The register says where somebody votes; the map only where they live.
					stationId: (station && stations.get(stationKey(station))) ?? place?.stationId ?? null,
					latitude: place?.latitude ?? null,
					longitude: place?.longitude ?? null,
				},
			];
		}),
	);
}

function stationOf({ pollingStation }: PersonDraft) {
	if (!pollingStation) return [];
	const { code, label, communeCode, communeName } = pollingStation;
	return [{ areaCode: communeCode ?? '', code, name: label ? `${communeName ?? ''} ${label}`.trim() : code }];
}

function communeOf({ pollingStation, address }: PersonDraft) {
	const name = pollingStation?.communeName ?? address?.place;
	return pollingStation?.communeCode && name ? [{ kind: 'commune' as const, code: pollingStation.communeCode, name }] : [];
}
