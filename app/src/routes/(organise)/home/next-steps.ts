/** What is to be done today: only what is true now, the most urgent first. */
export type Known = {
	/** Null: not for this reader. */
	people: { total: number } | null;
	mayImport: boolean;
	imports: readonly { id: string; fileName: string; state: string }[];
	unplaced: number;
	team: { count: number; withoutFactor: number; invitations: number } | null;
	node: { hasBackup: boolean; leavesByMail: boolean } | null;
};

export type Step =
	| { kind: 'import-people'; href: string }
	| { kind: 'decide-import' | 'resume-import'; href: string; fileName: string }
	| { kind: 'place-people'; href: string; count: number }
	| { kind: 'invite' | 'await-invited'; href: string; count: number }
	| { kind: 'second-factors'; href: string; count: number }
	| { kind: 'no-backup' | 'no-mail'; href: string };

export function nextSteps({ people, mayImport, imports, unplaced, team, node }: Known): Step[] {
	const steps: Step[] = [];
	for (const { id, fileName, state } of imports) {
		if (state === 'ready') steps.push({ kind: 'decide-import', href: `/people/imports/${id}`, fileName });
		if (state === 'paused') steps.push({ kind: 'resume-import', href: `/people/imports/${id}`, fileName });
	}
	const isUnderWay = imports.some(({ state }) => state === 'checking' || state === 'running');
	if (mayImport && people?.total === 0 && steps.length === 0 && !isUnderWay) steps.push({ kind: 'import-people', href: '/people/imports' });
	if (team && team.withoutFactor > 0) steps.push({ kind: 'second-factors', href: '/team', count: team.withoutFactor });
	if (team?.count === 1) {
		const kind = team.invitations > 0 ? 'await-invited' : 'invite';
		steps.push({ kind, href: kind === 'invite' ? '/team#invite' : '/team', count: team.invitations });
	}
	if (mayImport && unplaced > 0) steps.push({ kind: 'place-people', href: '/places', count: unplaced });
	if (node && !node.hasBackup) steps.push({ kind: 'no-backup', href: '/settings/health' });
	if (node && !node.leavesByMail) steps.push({ kind: 'no-mail', href: '/settings/health' });
	return steps;
}
