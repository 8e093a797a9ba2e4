import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import { type Check, lineAt, type Tree } from '../repository.ts';
import { runTool } from '../run-tool.ts';

/** Made at run time, so never in git. */
const madeLater = /^(\.\/)?(node_modules|data|test-results|app\/build|app\/src\/locales\/compiled)(\/|$)/;
const commandLine = 'app/src/cli.ts';

const fencedBlock = /^ *(```+)[^\n]*\n([\s\S]*?)^ *\1/gm;

interface Mention {
	path: string;
	line: number;
	text: string;
	/** Only the lines of a block are not also looked through for paths: they draw folder lists too. */
	kind: 'code' | 'link' | 'block';
}

/** Every path, script and command that a Markdown file names exists. The change log may name what is gone. */
export const check: Check = {
	name: 'docs',
	async run(tree: Tree) {
		const mentions = tree.files
			.filter((path) => path.endsWith('.md') && path !== 'CHANGELOG.md')
			.flatMap((path) => findMentions(path, tree.read(path)));
		const help = mentions.some(({ text }) => /\bgroundswell\s+[a-z]/.test(text)) ? await readHelp(tree) : undefined;
		return mentions.flatMap((mention) => [
			...(mention.kind === 'block' ? [] : judgePath(tree, mention)),
			...judgeScripts(tree, mention),
			...judgeCommands(mention, help),
		]);
	},
};

function findMentions(path: string, markdown: string): Mention[] {
	const mentions: Mention[] = [];
	for (const block of markdown.matchAll(fencedBlock)) {
		const start = lineAt(markdown, block.index) + 1;
		for (const [index, text] of (block[2] ?? '').split('\n').entries()) mentions.push({ path, line: start + index, text, kind: 'block' });
	}
	const prose = markdown.replace(fencedBlock, (block) => block.replace(/[^\n]/g, ' '));
	for (const found of prose.matchAll(/`([^`\n]+)`|\]\(([^)\s]+)\)/g)) {
		mentions.push({ path, line: lineAt(prose, found.index), text: found[1] ?? found[2] ?? '', kind: found[1] ? 'code' : 'link' });
	}
	return mentions;
}

function judgePath(tree: Tree, { path, line, text, kind }: Mention): string[] {
	const target = text.replace(/#.*$/, '').replace(/:\d+$/, '');
	const isPath = kind === 'link' ? target !== '' && !/^([a-z]+:|\/)/.test(target) : looksLikePath(tree, target);
	if (!isPath || madeLater.test(target)) return [];
	const folder = posix.dirname(path);
	const bases = kind === 'link' ? [folder] : ['', folder, 'app', 'app/src', 'app/src/features'];
	if (bases.some((base) => isThere(tree, posix.join(base, target).replace(/\/$/, '')))) return [];
	return [`${path}:${line}: names «${target}», which is not there; correct the path or remove the words.`];
}

function isThere(tree: Tree, path: string): boolean {
	return path === '.' || tree.files.includes(path) || tree.files.some((file) => file.startsWith(`${path}/`));
}

/** A path has a slash and either begins with a folder that we have or ends like a file of ours; patterns and placeholders are none. */
function looksLikePath(tree: Tree, target: string): boolean {
	if (!/^[\w.()+[\]-]+(\/[\w.()+[\]-]*)+$/.test(target) && !/^\.{1,2}\/[\w./()+[\]-]+$/.test(target)) return false;
	if (/NNNN|\.\.\./.test(target)) return false;
	const first = target.split('/')[0] ?? '';
	const isOurs = first === '.' || first === '..' || tree.files.some((file) => file.startsWith(`${first}/`));
	return isOurs || /\.(ts|svelte|sql|md|json|css|sh|service|yml|yaml)$/.test(target);
}

function judgeScripts(tree: Tree, { path, line, text }: Mention): string[] {
	const findings: string[] = [];
	for (const found of text.matchAll(/\bnpm (?:(?:--silent|-s) )?(?:run (?:(?:--silent|-s) )?([\w:-]+)|(test|start))\b([^&|;]*)/g)) {
		const script = found[1] ?? found[2] ?? '';
		const workspace = /(?:--workspace|-w)[ =]([\w@/-]+)/.exec(found[3] ?? '')?.[1];
		const manifest = workspace ? `${workspace}/package.json` : 'package.json';
		if (!tree.files.includes(manifest) || !JSON.parse(tree.read(manifest)).scripts?.[script]) {
			findings.push(`${path}:${line}: names «npm run ${script}», which ${manifest} does not have; correct the name.`);
		}
	}
	for (const found of text.matchAll(/\bnode (?:--[\w=-]+ )*((?:[\w.-]+\/)+[\w.-]+\.[cm]?[jt]s)\b/g)) {
		const script = found[1] ?? '';
		if (!tree.files.includes(script) && !madeLater.test(script)) {
			findings.push(`${path}:${line}: runs «${script}», which is not there; correct the path.`);
		}
	}
	return findings;
}

function judgeCommands({ path, line, text }: Mention, help: Map<string, Set<string>> | undefined): string[] {
	if (!help) return [];
	const findings: string[] = [];
	for (const found of text.matchAll(/(?:^|[\s/])groundswell\s+([a-z][a-z-]*)(?:\s+([a-z][a-z-]*))?(?![\w./])/g)) {
		const [, command = '', act = ''] = found;
		const acts = help.get(command);
		if (!acts) findings.push(`${path}:${line}: names «groundswell ${command}», which the command line does not have; correct it.`);
		else if (act && acts.size > 0 && !acts.has(act)) {
			findings.push(`${path}:${line}: names «groundswell ${command} ${act}»; there is ${[...acts].join(', ')}.`);
		}
	}
	return findings;
}

/** The commands that `groundswell --help` lists, one a line, each with the acts of two-word commands. */
async function readHelp(tree: Tree): Promise<Map<string, Set<string>>> {
	const commands = new Map<string, Set<string>>();
	if (!existsSync(posix.join(tree.root, commandLine))) return commands;
	const { output } = await runTool('node', [commandLine, '--help'], tree.root);
	for (const found of output.matchAll(/^\s+(?:groundswell )?([a-z][a-z-]*)(?: ([a-z][a-z-]*)(?= |$))?/gm)) {
		const acts = commands.get(found[1] ?? '') ?? new Set();
		commands.set(found[1] ?? '', acts);
		if (found[2]) acts.add(found[2]);
	}
	return commands;
}
