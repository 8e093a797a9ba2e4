/** A small electoral roll of Riverside in the 27 columns of the French register, and the addresses that place its people. */
import { type DemoPerson, generateRiversidePeople } from '../app/src/features/people/demo/riverside-people.ts';
import { generateRiverside } from '../app/src/features/places/demo/riverside.ts';
import type { Riverside } from '../app/src/features/places/demo/town.ts';

/** Both are in use: prefectures write «du», some towns «de». */
export const HEADERS = ["code du l'ugle", "code de l'ugle"] as const;
const COLUMNS =
	"libellé de l'ugle;libellé du type de liste;nom de naissance;nom d'usage;prénoms;sexe;date de naissance;code commune de naissance;libellé commune de naissance;code département de naissance;pays de naissance;libellé nationalité;numéro de voie;libellé de voie;complément 1;complément 2;lieu-dit;code postal;commune;pays;code du bureau de vote;libellé du bureau de vote;code circonscription législative du bureau de vote;libellé canton du bureau de vote;libellé circonscription métropolitaine du bureau de vote;numéro d'ordre dans le bureau de vote";
const COMMUNE = '77999';
const TODAY = '2026-01-01';

export type Roll = Readonly<{ text: string; addresses: string; people: readonly DemoPerson[]; town: Riverside }>;

/** `size` people; the first is Élodie Leclerc, 53 years old at the beginning of 2026. */
export function makeElectoralRoll(size: number, firstColumn: (typeof HEADERS)[number] = HEADERS[0]): Roll {
	const town = generateRiverside('riverside');
	const homes = new Map(town.addresses.map((address) => [address.id, address]));
	const [first, ...others] = generateRiversidePeople('riverside', town, TODAY).filter(
		({ names, email }) => !email && /^[\p{Script=Latin}\p{P}\s]+$/u.test(`${names.birth}${names.given}`),
	);
	if (!first) throw new Error('nobody lives in Riverside');
	const elodie = {
		...first,
		gender: 'female',
		birthDate: '1972-04-21',
		names: { ...first.names, given: 'Élodie Marie', birth: 'LECLERC', used: null },
	} as DemoPerson;
	const step = Math.floor(others.length / size);
	const people = [elodie, ...others.filter((_, at) => at % step === 0).slice(0, size - 1)];
	const rows = people.map((person, at) => {
		const home = homes.get(person.address);
		if (!home) throw new Error(`${person.address} is no address`);
		const { birth, used, given } = person.names;
		return [
			...[COMMUNE, town.name, 'Liste principale', birth?.toUpperCase(), used?.toUpperCase(), given],
			...[
				person.gender === 'female' ? 'F' : 'M',
				person.birthDate.split('-').reverse().join('/'),
				'',
				town.name,
				'77',
				'FRANCE',
				'Française',
			],
			...[`${home.number}${home.suffix ?? ''}`, home.streetName, '', '', '', home.postcode, home.place, 'FRANCE'],
			...[person.station, `Bureau ${person.station}`, '1', '', ''],
		]
			.map((cell) => (cell ? `"${cell}"` : ''))
			.concat(String(at + 1))
			.join(';');
	});
	return { text: [`${firstColumn};${COLUMNS}`, ...rows, ''].join('\r\n'), addresses: describeAddresses(town), people, town };
}

function describeAddresses({ addresses }: Riverside): string {
	const rows = addresses.map(({ number, suffix, streetName, postcode, place, latitude, longitude }) =>
		[`${number}${suffix ?? ''}`, `"${streetName}"`, postcode, `"${place}"`, latitude, longitude].join(','),
	);
	return ['housenumber,street,postcode,city,lat,lon', ...rows, ''].join('\n');
}
