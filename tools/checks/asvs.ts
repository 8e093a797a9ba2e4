import { blankComments, type Check, type Tree } from '../repository.ts';

const listPath = 'docs/asvs.csv';
const heading = 'requirement,asks for,status,test';
/** A test that can pass: what is skipped or still to be written proves nothing. */
const liveTest = /(?<![.\w])(?:test|it)(?:\.(?!skip\b|todo\b|fails\b)\w+)*\s*[(`]/;

/** Every requirement of OWASP ASVS that `docs/asvs.csv` calls met, or met in part, names tests that exist. */
export const check: Check = {
	name: 'asvs',
	async run(tree: Tree) {
		if (!tree.files.includes(listPath)) return [`${listPath}:1: is missing; it tells which requirements a test proves.`];
		const [first, ...lines] = tree.read(listPath).trimEnd().split('\n');
		const findings = first === heading ? [] : [`${listPath}:1: begins with «${first}»; write «${heading}».`];
		const known = new Set<string>();
		for (const [index, line] of lines.entries()) {
			const at = `${listPath}:${index + 2}`;
			findings.push(...judgeLine(tree, line.split(',')).map((finding) => `${at}: ${finding}`));
			const requirement = line.split(',')[0] ?? '';
			if (known.has(requirement)) findings.push(`${at}: ${requirement} is told twice; keep one line.`);
			known.add(requirement);
		}
		return findings;
	},
};

function judgeLine(tree: Tree, cells: string[]): string[] {
	const [requirement = '', asks = '', status = '', tests = ''] = cells;
	if (cells.length !== 4 || asks === '')
		return ['is not four cells without commas inside; write requirement, what it asks, status, tests.'];
	if (!/^\d+\.\d+\.\d+$/.test(requirement)) return [`«${requirement}» is no requirement; write it as 1.2.10.`];
	if (!/^(met|part: .+)$/.test(status)) return [`«${status}» is no status; write «met», or «part: » and which part.`];
	const paths = tests.split(';').map((path) => path.trim());
	return paths.flatMap((path) => judgeTest(tree, requirement, path));
}

function judgeTest(tree: Tree, requirement: string, path: string): string[] {
	if (path === '') return [`${requirement} names no test; name one, or remove the line.`];
	if (!/\.(test|spec)\.ts$/.test(path) || !tree.files.includes(path))
		return [`${requirement} is said to be proven by ${path}, which is no test here; name one that is, or remove the line.`];
	if (!liveTest.test(blankComments(tree.read(path)))) return [`${path} holds no test that can pass, so it does not prove ${requirement}.`];
	return [];
}
