// `npm run lock`, after every change of a dependency: makes package-lock.json complete for every platform and free of addresses,
// so that `npm ci` accepts it on another machine and behind another registry.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { completeLock } from './lock.ts';
import { repositoryRoot } from './repository.ts';

const path = join(repositoryRoot, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const { added, cleaned } = completeLock(lock);
writeFileSync(path, `${JSON.stringify(lock, null, '\t')}\n`);
console.log(`package-lock.json: ${added} optional packages of other platforms added, ${cleaned} addresses removed.`);
