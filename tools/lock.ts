/** One entry of `packages` in a lock file of version 3; only what is used here. */
export interface LockEntry {
	name?: string;
	version?: string;
	resolved?: string;
	integrity?: string;
	link?: boolean;
	dev?: boolean;
	optional?: boolean;
	license?: string;
	os?: string[];
	cpu?: string[];
	libc?: string[];
	optionalDependencies?: Record<string, string>;
	[field: string]: unknown;
}

export interface Lock {
	packages: Record<string, LockEntry>;
	[field: string]: unknown;
}

export interface MissingPackage {
	name: string;
	version: string;
	wantedBy: string;
}

const systems = ['aix', 'android', 'darwin', 'freebsd', 'linux', 'netbsd', 'openbsd', 'openharmony', 'sunos', 'win32'];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/**
 * Optional packages that some entry names and the lock does not hold. npm leaves out what its registry does not carry for
 * other platforms, and `npm ci` then refuses the lock wherever it looks at it again.
 */
export function findMissingOptional(lock: Lock): MissingPackage[] {
	const missing = new Map<string, MissingPackage>();
	for (const [path, entry] of Object.entries(lock.packages)) {
		for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
			if (!isResolvable(lock, path, name)) missing.set(`${name}@${version}`, { name, version, wantedBy: path });
		}
	}
	return [...missing.values()];
}

/** Adds the missing optional entries and drops addresses of registries; returns how many entries of each kind it touched. */
export function completeLock(lock: Lock): { added: number; cleaned: number } {
	const missing = findMissingOptional(lock);
	for (const { name, version, wantedBy } of missing) {
		if (!/^\d+\.\d+\.\d+[\w.+-]*$/.test(version))
			throw new Error(`${wantedBy} wants ${name} ${version}: only an exact version can be added.`);
		const entry = { version, ...platformOf(name), optional: true };
		const taken = lock.packages[`node_modules/${name}`];
		const place = taken && taken.version !== version ? `${wantedBy}/node_modules/${name}` : `node_modules/${name}`;
		lock.packages[place] = lock.packages[wantedBy]?.dev ? { ...entry, dev: true } : entry;
	}
	let cleaned = 0;
	for (const entry of Object.values(lock.packages)) {
		if (entry.resolved && !entry.link) {
			delete entry.resolved;
			cleaned++;
		}
	}
	lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
	return { added: missing.length, cleaned };
}

/** Reads system and processor from the name of a platform package, as in `@biomejs/cli-linux-arm64-musl`. */
export function platformOf(name: string): Pick<LockEntry, 'os' | 'cpu' | 'libc'> {
	const words = name.split(/[-/]/);
	const os = systems.find((system) => words.includes(system));
	const cpu = processors.find((processor) => words.includes(processor));
	if (!os || !cpu) throw new Error(`${name}: no system and processor in this name; add the entry to package-lock.json by hand.`);
	const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : undefined;
	return { os: [os], cpu: [cpu], ...(libc && { libc }) };
}

function isResolvable(lock: Lock, from: string, name: string): boolean {
	for (let folder = from; ; folder = parentOf(folder)) {
		if (lock.packages[folder ? `${folder}/node_modules/${name}` : `node_modules/${name}`]) return true;
		if (folder === '') return false;
	}
}

function parentOf(folder: string): string {
	const nested = folder.lastIndexOf('/node_modules/');
	return nested === -1 ? '' : folder.slice(0, nested);
}
