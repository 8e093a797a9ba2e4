import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ChromiumMissing, findOrInstallChromium } from './ensure-chromium.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'groundswell-chromium-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function plantProgram(name: string, script: string): string {
	const path = join(folder, name);
	writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
	return path;
}

test('the chosen one wins, and a wrong choice is said', () => {
	const chosen = plantProgram('my-browser', 'exit 0');
	expect(findOrInstallChromium({ CHROMIUM_PATH: chosen, PATH: folder })).toBe(chosen);
	expect(() => findOrInstallChromium({ CHROMIUM_PATH: join(folder, 'gone') })).toThrow('is not a program');
});

test('one on PATH is found, unless it does not start', () => {
	plantProgram('chromium-browser', 'echo "please install the snap"; exit 1');
	expect(() => findOrInstallChromium({ PATH: folder })).toThrow(ChromiumMissing);
	const chromium = plantProgram('google-chrome', 'echo "Google Chrome 156.0"');
	expect(findOrInstallChromium({ PATH: folder })).toBe(chromium);
});

test('without a browser and an installer, one sentence and exit code 69', () => {
	const fault = (() => {
		try {
			return findOrInstallChromium({ PATH: folder });
		} catch (thrown) {
			return thrown;
		}
	})();
	expect(fault).toMatchObject({ exitCode: 69, message: expect.stringContaining('install Chromium') });
});

test.skipIf(process.getuid?.() !== 0)('as root the package of the system is installed', () => {
	const chromium = join(folder, 'chromium');
	plantProgram(
		'apt-get',
		`[ "$1" = install ] || exit 0\nprintf '#!/bin/sh\\necho Chromium 156.0\\n' > ${chromium}\n/bin/chmod +x ${chromium}`,
	);
	expect(findOrInstallChromium({ PATH: folder })).toBe(chromium);
});
