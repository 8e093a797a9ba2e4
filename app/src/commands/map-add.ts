/** Regions' maps from PMTiles files: `map add`, `map list`. */
import { basename } from 'node:path';
import type { MapRegion } from '#features/places/map-layer.ts';
import { addRegion, listRegions, type RegionRefusal } from '#features/places/server/map-regions.ts';
import { HostError } from '../server/config.ts';
import { openDataFolder } from '../server/data-folder.ts';
import type { Command } from './command.ts';

const EXIT_DATA = 65;

export const mapAdd: Command = {
	name: 'map add',
	parameters: 'FILE',
	summary: 'Adds the map of a region from a vector PMTiles file.',
	options: { name: { type: 'string', value: 'NAME', meaning: 'name of the region (default: from the file’s name)' } },
	details: `The file is copied into the node’s folder and served from there: no other machine is asked for a map.
A running node shows it at the next page. Layers may be named as Protomaps or OpenMapTiles name them.`,
	async run({ config, values, positionals }) {
		const path = positionals[0] as string;
		const name = typeof values.name === 'string' ? values.name : nameFrom(path);
		const region = await addRegion(openDataFolder(config.dataDir).maps, path, name).catch((fault: NodeJS.ErrnoException) => {
			if (fault.code === 'ENOSPC') throw new HostError(`The disk of ${config.dataDir} is too full for ${path}: free some space.`, 74);
			throw fault;
		});
		if ('refusal' in region) throw new HostError(explain(path, region), EXIT_DATA);
		process.stdout.write(`Added ${describe(region)}\n`);
		return 0;
	},
};

export const mapList: Command = {
	name: 'map list',
	summary: 'Lists the regions that the node has a map of.',
	async run({ config }) {
		const regions = await listRegions(openDataFolder(config.dataDir).maps);
		if (regions.length === 0) process.stdout.write('No region yet. Add one: groundswell map add FILE.pmtiles\n');
		for (const region of regions) process.stdout.write(`${describe(region)}\n`);
		return 0;
	},
};

function nameFrom(path: string): string {
	return basename(path)
		.replace(/\.pmtiles$/i, '')
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/[^a-z0-9]+/g, '-')
		.replace(/^-+|-+$/g, '')
		.slice(0, 64);
}

function describe({ name, bounds: [west, south, east, north], minZoom, maxZoom, bytes, attribution }: MapRegion): string {
	const degrees = (value: number, [positive, negative]: [string, string]) =>
		`${Math.abs(value).toFixed(2)}°${value < 0 ? negative : positive}`;
	const area = `${degrees(south, ['N', 'S'])} to ${degrees(north, ['N', 'S'])}, ${degrees(west, ['E', 'W'])} to ${degrees(east, ['E', 'W'])}`;
	return `${name}: ${area}, zoom ${minZoom} to ${maxZoom}, ${(bytes / 1e6).toFixed(1)} MB${attribution ? `, ${attribution}` : ''}`;
}

function explain(path: string, { refusal, detail }: RegionRefusal): string {
	switch (refusal) {
		case 'unreadable':
			return `${path} cannot be read (${detail}): check its name and permissions.`;
		case 'not-pmtiles':
			return `${path} is not a PMTiles file, version 3 (${detail}).`;
		case 'cut-short':
			return `${path} is cut short (${detail} bytes): copy or download it again.`;
		case 'not-vector':
			return `${path} holds ${detail} pictures; a map of vector tiles (MVT) is needed.`;
		case 'no-known-layer':
			return `${path} has none of the layers that the map can draw (it has: ${detail || 'none'}); make one with Protomaps or OpenMapTiles names.`;
		case 'name-taken':
			return `There is a region «${detail}» already: choose another name with --name.`;
		case 'bad-name':
			return `«${detail}» cannot be a region’s name: use small letters, digits and hyphens, with --name.`;
	}
}
