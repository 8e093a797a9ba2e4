import { expect, it } from 'vitest';
import { type Known, nextSteps } from './next-steps.ts';

const settled: Known = {
	people: { total: 8000 },
	mayImport: true,
	imports: [],
	unplaced: 0,
	team: { count: 4, withoutFactor: 0, invitations: 0 },
	node: { hasBackup: true, leavesByMail: true },
};
const kinds = (known: Partial<Known>) => nextSteps({ ...settled, ...known }).map(({ kind }) => kind);

it('says nothing where nothing is to be done', () => expect(kinds({})).toEqual([]));

it('asks an empty node for its people, unless a file is on its way', () => {
	expect(kinds({ people: { total: 0 } })).toEqual(['import-people']);
	expect(kinds({ people: { total: 0 }, mayImport: false })).toEqual([]);
	expect(kinds({ people: { total: 0 }, imports: [{ id: 'a', fileName: 'roll.csv', state: 'running' }] })).toEqual([]);
	expect(kinds({ people: { total: 0 }, imports: [{ id: 'a', fileName: 'roll.csv', state: 'ready' }] })).toEqual(['decide-import']);
});

it('leads to the file that waits, and not to those that are done', () => {
	const imports = [
		{ id: 'a', fileName: 'old.csv', state: 'done' },
		{ id: 'b', fileName: 'half.csv', state: 'paused' },
	];
	expect(nextSteps({ ...settled, imports })).toEqual([{ kind: 'resume-import', href: '/people/imports/b', fileName: 'half.csv' }]);
});

it('does not ask somebody alone to invite again while an invitation is open', () => {
	expect(kinds({ team: { count: 1, withoutFactor: 0, invitations: 0 } })).toEqual(['invite']);
	expect(kinds({ team: { count: 1, withoutFactor: 0, invitations: 2 } })).toEqual(['await-invited']);
});

it('keeps the machine from those who do not run it, and the map from those who cannot mend it', () => {
	expect(kinds({ node: { hasBackup: false, leavesByMail: false } })).toEqual(['no-backup', 'no-mail']);
	expect(kinds({ node: null, team: null, mayImport: false, unplaced: 12 })).toEqual([]);
	expect(kinds({ unplaced: 12 })).toEqual(['place-people']);
});
