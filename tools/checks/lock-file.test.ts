import { expect, test } from 'vitest';
import { completeLock, type Lock, platformOf } from '../lock.ts';
import { check } from './lock-file.ts';
import { plantTree } from './planted-tree.ts';

function plantLock(): Lock {
	return {
		packages: {
			'': { devDependencies: { biome: '2.0.0' } },
			app: { version: '1.0.0' },
			'node_modules/app': { resolved: 'app', link: true },
			'node_modules/biome': {
				version: '2.0.0',
				dev: true,
				optionalDependencies: { '@biome/cli-linux-x64': '2.0.0', '@biome/cli-darwin-arm64': '2.0.0' },
			},
			'node_modules/@biome/cli-linux-x64': { version: '2.0.0', optional: true, integrity: 'sha512-x' },
		},
	};
}

function treeWith(lock: Lock, manifest: object = { devDependencies: { biome: '2.0.0' } }) {
	return plantTree({ 'package-lock.json': JSON.stringify(lock), 'package.json': JSON.stringify(manifest) });
}

test('a missing package of another platform is found, and completing the lock mends it', async () => {
	const lock = plantLock();
	expect(await check.run(treeWith(lock))).toEqual([expect.stringContaining('@biome/cli-darwin-arm64')]);
	expect(completeLock(lock)).toEqual({ added: 1, cleaned: 0 });
	expect(lock.packages['node_modules/@biome/cli-darwin-arm64']).toEqual({
		version: '2.0.0',
		os: ['darwin'],
		cpu: ['arm64'],
		optional: true,
		dev: true,
	});
	expect(await check.run(treeWith(lock))).toEqual([]);
});

test('the address of a registry is found and removed; links keep their folder', async () => {
	const lock = plantLock();
	completeLock(lock);
	const biome = lock.packages['node_modules/biome'];
	if (biome) biome.resolved = 'https://registry.example/biome.tgz';
	expect(await check.run(treeWith(lock))).toEqual([expect.stringContaining('node_modules/biome carries the address')]);
	completeLock(lock);
	expect(await check.run(treeWith(lock))).toEqual([]);
	expect(lock.packages['node_modules/app']?.resolved).toBe('app');
});

test('a manifest that the lock does not follow is found, a range as well', async () => {
	const lock = plantLock();
	completeLock(lock);
	expect(await check.run(treeWith(lock, { devDependencies: { biome: '2.0.1' } }))).toHaveLength(1);
	expect(await check.run(treeWith(lock, { devDependencies: { biome: '^2.0.0' } }))).toHaveLength(2);
});

test('system and processor are read from the name', () => {
	expect(platformOf('@oxc-parser/binding-linux-arm-musleabihf')).toEqual({ os: ['linux'], cpu: ['arm'], libc: ['musl'] });
	expect(platformOf('@oxc-parser/binding-win32-x64-msvc')).toEqual({ os: ['win32'], cpu: ['x64'] });
	expect(() => platformOf('left-pad')).toThrow('by hand');
});
