import { type SeededRandom, seededRandom } from '#features/node/seeded-random.ts';
import type { StreetKind } from './street-plan.ts';

/** What the streets of a quarter are called after. People on the signs are invented. */
const THEMES: Readonly<Record<string, { stems: readonly string[]; ends: readonly string[] }>> = {
	hillcrest: {
		ends: ['Rise', 'Drive', 'Hill', 'Road'],
		stems:
			'Cedar,Larch,Juniper,Rowan,Holm Oak,Sycamore,Cypress,Elm Tree,Hornbeam,Vista,Sunset,Morning,High Beech,Copper Beech,Fernhill,Silver Birch,Chestnut,Maple,Hazel,Tall Pines'.split(
				',',
			),
	},
	'old-town': {
		ends: ['Lane', 'Lane', 'Row', 'Alley', 'Passage', 'Steps', 'Street'],
		stems:
			'Cooper,Saddler,Candle,Mason,Weavers’,Pepper,Bell,Fishwives’,Glovers’,Baker,Lantern,Three Cats,Parchment,Old Mint,Basket,Needle,Honey,Clockmaker,Poulterers’,Silver,Cloister,Well,Narrow,Crooked,Salt,Pilgrim,Ropewalk,Herbmarket,Tinker,Barber,Golden Key,Blind Fiddler,Chandler,Butter,Thimble,Vinegar,Cobbler,Swan,Fountain,Walnut'.split(
				',',
			),
	},
	'college-hill': {
		ends: ['Street', 'Street', 'Terrace', 'Place', 'Road'],
		stems:
			'Observatory,Almanac,Rector,Marguerite Oyelaran,Ada Winterbourne,Scholars’,Botany,Compass,Nguyễn Thanh Mai,Printers’,Atlas,Lyceum,Ilse Brandt,Anatomy,Meridian,Sextant,Leyla Aydemir,Herbarium,Folio,Telescope,Logarithm,Amara Koulibaly,Prism,Chapter,Thesis,Inkwell,Kepler’s Clerk,Barometer,Sofia Marchetti,Quill,Syllabus,Bursary'.split(
				',',
			),
	},
	'heron-bank': {
		ends: ['Street', 'Road', 'Terrace', 'Walk', 'Place'],
		stems:
			'Wagtail,Dipper,Bittern,Curlew,Sandpiper,Plover,Egret,Moorhen,Lapwing,Reed Warbler,Mallard,Teal,Redshank,Cormorant,Grebe,Swift,Martin,Otter,Osprey,Sedge,Bulrush,Kittiwake,Avocet,Snipe,Tern'.split(
				',',
			),
	},
	larkfield: {
		ends: ['Way', 'Court', 'Walk', 'Road', 'Close'],
		stems:
			'Cornflower,Poppy,Aimé Sorel,Bamako,Zeynep Kaplan,Marigold,Harmony,Assia Benhaddou,Primrose,Unity,Solidarity,Lavender,Rosa Valadim,Daylight,Kora,Jasmine,Tomorrow,Camellia,Windflower,Violet'.split(
				',',
			),
	},
	millside: {
		ends: ['Street', 'Road', 'Terrace', 'Lane'],
		stems:
			'Fuller,Spinners’,Shuttle,Loom,Carders’,Waterwheel,Sluice,Flax,Dyers’,Bobbin,Millrace,Indigo,Madder,Selvedge,Heddle,Spindle,Woolpack,Bleachfield,Calico,Grindstone,Malt,Hopper,Teasel,Linen,Worsted'.split(
				',',
			),
	},
	railside: {
		ends: ['Street', 'Street', 'Street', 'Terrace', 'Row'],
		stems:
			'Engine,Fireman,Points,Guard,Lamp,Boiler,Coupling,First of May,Porter,Alfredo Brazão,Foundry,Anvil,Sleeper,Whistle,Halina Wójcik,Rivet,Semaphore,Tender,Turntable,Locomotive,Boilermakers’,Eight Hours,Mutual,Strike,Piston,Cooperative,Stokers’,Mehmet Yıldız,Lathe,Ballast,Crane'.split(
				',',
			),
	},
	harbour: {
		ends: ['Street', 'Road', 'Row', 'Wharf Road', 'Yard'],
		stems:
			'Anchor,Capstan,Pilot,Bowline,Compass Rose,Spinnaker,Mooring,Stevedore,Tidewaiter,Bollard,Lisbon,Haiphong,Piraeus,Halyard,Cargo,Bosun,Keel,Mainsail,Buoy,Chart,Jetty,Sextant House,Cinnamon,Cork,Coal,Herring,Net Loft,Sailmakers’,Tar,Driftwood'.split(
				',',
			),
	},
	'orchard-garden': {
		ends: ['Crescent', 'Gardens', 'Lane', 'Close', 'Way', 'Grove'],
		stems:
			'Apple,Quince,Medlar,Cherry,Mirabelle,Damson,Greengage,Pearmain,Russet,Mulberry,Apricot,Bramley,Almond,Gooseberry,Currant,Blossom,Beehive,Windfall,Espalier,Ladder,Cider,Nectarine,Raspberry,Figtree'.split(
				',',
			),
	},
	southfields: {
		ends: ['Road', 'Way', 'Drive', 'Close', 'Avenue', 'Lane'],
		stems:
			'Barley,Clover Leaf,Haymaker,Skylight,Furrow,Meadowsweet,Harrow,Buttercup,Sorrel,Yarrow,Oat,Hedgerow,Ploughman,Lucerne,Fallow,Sainfoin,Campion,Rye,Speedwell,Larkspur,Millet,Thistle,Gleaners’,Windrow,Stile,Foxglove,Hop Pole,Poplar,Ryegrass,Wheatear'.split(
				',',
			),
	},
};

/** A name for every street, none twice; those that have one keep it. A second part of the same street is told by its compass end. */
export function nameStreets(seed: string, streets: readonly { name?: string; kind: StreetKind; theme?: string }[]): string[] {
	const random = seededRandom(`${seed}/street-names`);
	const taken = new Set<string>();
	const waiting = new Map<string, string[]>();
	return streets.map(({ name, theme }) => {
		const chosen = unused(name ? numbered(name) : themed(theme ?? 'southfields', waiting, random), taken);
		taken.add(chosen);
		return chosen;
	});
}

function* numbered(name: string): Generator<string> {
	yield name;
	for (const end of ['North', 'South', 'East', 'West']) yield `${name} ${end}`;
}

function* themed(theme: string, waiting: Map<string, string[]>, random: SeededRandom): Generator<string> {
	const { stems, ends } = THEMES[theme] ?? { stems: [], ends: [] };
	const left = waiting.get(theme) ?? random.shuffled(stems);
	waiting.set(theme, left);
	const stem = left.pop();
	if (stem) yield `${stem} ${random.pick(ends)}`;
	for (const again of random.shuffled(stems)) for (const end of ends) yield `${again} ${end}`;
}

function unused(names: Generator<string>, taken: ReadonlySet<string>): string {
	for (const name of names) if (!taken.has(name)) return name;
	throw new Error('the demo town has run out of street names');
}
