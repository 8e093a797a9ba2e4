import type { Preset } from '#features/people/import/preset.ts';
import { foldText } from '#features/places/fold-text.ts';

const listTypes = new Map([
	['liste principale', 'LP'],
	['lp', 'LP'],
	['liste complementaire municipale', 'LCM'],
	['lcm', 'LCM'],
	['liste complementaire europeenne', 'LCE'],
	['lce', 'LCE'],
]);

/** French electoral roll (REU, «Listes électeurs actifs», 27 columns). Nationality and birth place are not read: nobody needs them. */
export const electoralRollFr: Preset = {
	name: 'electoral-roll-fr',
	signature: [
		['code du l ugle', 'code de l ugle', 'code ugle'],
		['libelle du type de liste', 'type de liste'],
		['nom de naissance'],
		['prenoms'],
		['date de naissance'],
		['libelle de voie'],
		['code du bureau de vote'],
		['numero d ordre dans le bureau de vote'],
	],
	columns: {
		givens: ['prenoms'],
		birthName: ['nom de naissance'],
		usedName: ['nom d usage'],
		gender: ['sexe'],
		birthDate: ['date de naissance'],
		houseNumber: ['numero de voie'],
		street: ['libelle de voie'],
		complement: ['complement 1', 'complement 2'],
		locality: ['lieu dit'],
		postcode: ['code postal'],
		place: ['commune'],
		country: ['pays'],
		stationCode: ['code du bureau de vote'],
		stationLabel: ['libelle du bureau de vote'],
		communeCode: ['code du l ugle', 'code de l ugle', 'code ugle'],
		communeName: ['libelle de l ugle', 'libelle du l ugle', 'libelle ugle'],
		listType: ['libelle du type de liste', 'type de liste'],
		orderNumber: ['numero d ordre dans le bureau de vote'],
	},
	basis: 'public_register',
	dateOrder: 'day-first',
	country: 'FR',
	identifierSystem: 'reu-fr',
	identify(cell) {
		const [commune, station, order] = [cell('communeCode'), cell('stationCode'), cell('orderNumber')];
		if (commune === '' || station === '' || order === '') return null;
		const list = foldText(cell('listType'));
		// No commune has a code that ends in 000: some files give it to every commune they could not place, so its name must tell which.
		const place = commune.endsWith('000') ? `${commune}~${foldText(cell('communeName'))}` : commune;
		return `${place}-${listTypes.get(list) ?? list}-${station}-${order}`;
	},
};
