import type { LineString, Polygon, Position, Riverside } from './town.ts';

export type Layer = 'water' | 'park' | 'rail' | 'street' | 'building' | 'bridge' | 'crossing' | 'district' | 'station' | 'landmark';
type Geometry = LineString | Polygon | { type: 'Point'; coordinates: Position };
type Properties = Readonly<Record<string, string | number>>;
export type Feature = { type: 'Feature'; properties: Properties; geometry: Geometry };
export type FeatureCollection = { type: 'FeatureCollection'; features: Feature[] };

const feature = (geometry: Geometry, properties: Properties): Feature => ({ type: 'Feature', properties, geometry });
const collect = (features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
const at = ({ longitude, latitude }: { longitude: number; latitude: number }): Geometry => ({
	type: 'Point',
	coordinates: [longitude, latitude],
});

/** The town as GeoJSON (RFC 7946), a collection for each layer of the map, in the order in which they are painted. */
export function riversideLayers(town: Riverside): Record<Layer, FeatureCollection> {
	const { river, island, railway, greens, streets, bridges, levelCrossings, buildings, districts, stations, landmarks } = town;
	return {
		water: collect([feature(river.polygon, { name: river.name, kind: 'river' })]),
		park: collect([
			...greens.map(({ name, kind, polygon }) => feature(polygon, { name, kind })),
			feature(island.polygon, { name: island.name, kind: 'island' }),
		]),
		rail: collect([feature(railway.geometry, { name: railway.name })]),
		street: collect(streets.map(({ id, name, kind, geometry }) => feature(geometry, { id, name, kind }))),
		building: collect(buildings.map(({ id, kind, floors, polygon }) => feature(polygon, { id, kind, floors }))),
		bridge: collect(bridges.map(({ name, kind, geometry }) => feature(geometry, { name, kind }))),
		crossing: collect(levelCrossings.map(({ name, point }) => feature({ type: 'Point', coordinates: point }, { name, kind: 'level' }))),
		district: collect(districts.map(({ key, name, polygon }) => feature(polygon, { key, name }))),
		station: collect(stations.map(({ code, name, polygon }) => feature(polygon, { code, name }))),
		landmark: collect(landmarks.map(({ id, name, kind, ...place }) => feature(at(place), { id, name, kind }))),
	};
}
