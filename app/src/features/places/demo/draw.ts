import { toMetres } from './projection.ts';
import { LOT_TINTS, STREET_WIDTH_METRES, TINTS } from './tints.ts';
import type { LineString, Polygon, Position, Riverside } from './town.ts';

/** The town as one SVG picture without script; a unit is a metre. For looking at, for documents, and where there is no WebGL. */
export function drawRiverside(town: Riverside): string {
	const [west, south, east, north] = town.bounds;
	const [left, low] = toMetres([west, south]);
	const [right, high] = toMetres([east, north]);
	const parts = [
		`<rect x="${left}" y="${-high}" width="${right - left}" height="${high - low}" fill="${TINTS.land}"/>`,
		...town.districts.map(({ polygon }) => shape(polygon, `fill="${TINTS.built}"`)),
		...town.greens.map(({ polygon, kind }) => shape(polygon, `fill="${kind === 'square' ? TINTS.square : TINTS[kind]}"`)),
		shape(town.river.polygon, `fill="${TINTS.water}" stroke="${TINTS.bank}" stroke-width="2"`),
		shape(town.island.polygon, `fill="${TINTS.park}"`),
		...drawStreets(town),
		...drawRail(town),
		...town.buildings.map(({ polygon, kind }) => shape(polygon, `fill="${LOT_TINTS[kind]}" stroke="${TINTS.wall}" stroke-width=".5"`)),
		...drawNames(town),
	];
	const box = [left, -high, right - left, high - low].map(Math.round).join(' ');
	return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" font-family="Atkinson Hyperlegible Next, sans-serif">\n${parts.join('\n')}\n</svg>\n`;
}

const place = (position: Position) => {
	const [x, y] = toMetres(position);
	return `${x.toFixed(1)} ${(-y).toFixed(1)}`;
};
const trace = (positions: readonly Position[]) => `M${positions.map(place).join('L')}`;
const shape = ({ coordinates }: Polygon, look: string) =>
	`<path d="${coordinates.map((ring) => `${trace(ring.slice(0, -1))}Z`).join('')}" fill-rule="evenodd" ${look}/>`;
const stroke = ({ coordinates }: LineString, look: string) =>
	`<path d="${trace(coordinates)}" fill="none" stroke-linejoin="round" stroke-linecap="round" ${look}/>`;

function drawStreets({ streets }: Riverside): string[] {
	const width = (kind: keyof typeof STREET_WIDTH_METRES) => STREET_WIDTH_METRES[kind];
	return [
		...streets.map(({ geometry, kind }) => stroke(geometry, `stroke="${TINTS.kerb}" stroke-width="${width(kind) + 2}"`)),
		...streets.map(({ geometry, kind }) => stroke(geometry, `stroke="${TINTS.street}" stroke-width="${width(kind)}"`)),
	];
}

function drawRail({ railway }: Riverside): string[] {
	return [
		stroke(railway.geometry, `stroke="${TINTS.rail}" stroke-width="4"`),
		stroke(railway.geometry, `stroke="${TINTS.land}" stroke-width="2" stroke-dasharray="9 9" style="stroke-linecap:butt"`),
	];
}

function drawNames({ landmarks, districts, streets, addresses }: Riverside): string[] {
	const words = (at: string, text: string, look: string) => {
		const [x, y] = at.split(' ');
		return `<text x="${x}" y="${y}" text-anchor="middle" ${look}>${escapeText(text)}</text>`;
	};
	const halo = `paint-order="stroke" stroke="${TINTS.land}" stroke-width="4" stroke-linejoin="round"`;
	return [
		...streets
			.filter(({ kind }) => kind === 'avenue' || kind === 'boulevard' || kind === 'quay')
			.map(({ name, geometry, id }) => {
				const eastward = (geometry.coordinates[0]?.[0] ?? 0) <= (geometry.coordinates.at(-1)?.[0] ?? 0);
				const path = eastward ? geometry.coordinates : geometry.coordinates.toReversed();
				const text = `<textPath href="#${id}" startOffset="30%">${escapeText(name)}</textPath>`;
				return `<path id="${id}" d="${trace(path)}" fill="none"/><text font-size="9" dy="3" fill="${TINTS.faint}">${text}</text>`;
			}),
		...landmarks.map(({ name, longitude, latitude }) =>
			words(place([longitude, latitude]), name, `font-size="10" fill="${TINTS.ink}" ${halo}`),
		),
		...districts.map(({ name, key }) => {
			// The middle of its doors, not of its outline: quarters reach to the middle of the river.
			const homes = addresses.filter(({ district }) => district === key);
			const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
			const middle: Position = [mean(homes.map(({ longitude }) => longitude)), mean(homes.map(({ latitude }) => latitude))];
			return words(place(middle), name.toUpperCase(), `font-size="20" letter-spacing="3" fill="${TINTS.tide}" ${halo}`);
		}),
	];
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
