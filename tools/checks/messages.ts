import { blankComments, type Check, lineAt, type Tree } from '../repository.ts';

const locales = ['en', 'fr'] as const;
const settingsPath = 'app/project.inlang/settings.json';

interface Message {
	path: string;
	line: number;
	parameters: string[];
	isEmpty: boolean;
}

type Variants = { declarations?: string[]; match?: Record<string, string> }[];

/** Every message is said in every language, with the same parameters, and is said somewhere. */
export const check: Check = {
	name: 'messages',
	async run(tree: Tree) {
		const [english, french] = locales.map((locale) => readLocale(tree, locale));
		if (!english || !french) return [];
		const findings = [...english.findings, ...french.findings, ...judgeSettings(tree)];
		for (const [key, message] of english.messages) {
			const other = french.messages.get(key);
			if (!other) findings.push(`${message.path}:${message.line}: «${key}» is not said in French; write it.`);
			else if (message.parameters.join() !== other.parameters.join()) {
				findings.push(
					`${other.path}:${other.line}: «${key}» takes (${other.parameters.join(', ')}), in English (${message.parameters.join(', ')}).`,
				);
			}
		}
		for (const [key, { path, line }] of french.messages) {
			if (!english.messages.has(key)) findings.push(`${path}:${line}: «${key}» is not said in English; write it or remove it.`);
		}
		return [...findings, ...judgeUse(tree, english.messages)];
	},
};

function readLocale(tree: Tree, locale: string) {
	const messages = new Map<string, Message>();
	const findings: string[] = [];
	for (const path of tree.files.filter((file) => file.startsWith(`app/src/locales/${locale}/`) && file.endsWith('.json'))) {
		const text = tree.read(path);
		for (const [key, value] of Object.entries(JSON.parse(text) as Record<string, string | Variants>)) {
			const line = lineAt(text, text.indexOf(`"${key}"`));
			const earlier = messages.get(key);
			if (earlier) findings.push(`${path}:${line}: «${key}» is also in ${earlier.path}; one of them is never heard.`);
			const message = { path, line, ...readMessage(value) };
			if (message.isEmpty) findings.push(`${path}:${line}: «${key}» is empty; say it or remove it.`);
			messages.set(key, message);
		}
	}
	return { messages, findings };
}

function readMessage(value: string | Variants): Pick<Message, 'parameters' | 'isEmpty'> {
	const texts = typeof value === 'string' ? [value] : value.flatMap((variant) => Object.values(variant.match ?? {}));
	const declared = typeof value === 'string' ? [] : value.flatMap((variant) => variant.declarations ?? []);
	const locals = new Set(declared.flatMap((words) => /^local (\w+)/.exec(words)?.[1] ?? []));
	const inputs = declared.flatMap((words) => /^input (\w+)/.exec(words)?.[1] ?? []);
	const named = texts.flatMap((text) => [...text.matchAll(/\{\s*(\w+)\s*\}/g)].map((found) => found[1] ?? ''));
	const parameters = [...new Set([...inputs, ...named])].filter((name) => !locals.has(name)).sort();
	return { parameters, isEmpty: texts.length === 0 || texts.some((text) => text.trim() === '') };
}

/** A file of messages that the settings do not name would be silently left out. */
function judgeSettings(tree: Tree): string[] {
	if (!tree.files.includes(settingsPath)) return [];
	const settings = tree.read(settingsPath);
	return tree.files
		.flatMap((path) => /^app\/src\/locales\/en\/([^/]+\.json)$/.exec(path)?.[1] ?? [])
		.filter((file) => !settings.includes(`{locale}/${file}`))
		.map((file) => `${settingsPath}:1: does not read {locale}/${file}; add it to pathPattern.`);
}

function judgeUse(tree: Tree, messages: Map<string, Message>): string[] {
	const findings: string[] = [];
	const used = new Set<string>();
	const prefixes: string[] = [];
	for (const path of tree.files.filter((file) => /^(app\/(src|bin)|e2e)\/.*\.(ts|svelte)$/.test(file) && !/\/locales\//.test(file))) {
		const text = tree.read(path);
		const source = blankComments(text);
		const speaks = /import\s*\{[^}]*\bm\b[^}]*\}\s*from\s*['"]#locales\//.test(source);
		if (speaks) {
			for (const found of source.matchAll(/(?<![\w.$])m\.([a-z]\w*)/g)) {
				const key = found[1] ?? '';
				used.add(key);
				if (!messages.has(key)) {
					findings.push(`${path}:${lineAt(text, found.index)}: says «${key}», which no language knows; add it to app/src/locales/.`);
				}
			}
		}
		// Keys that are chosen at run time: a whole one in quotes, or the beginning of one in a template.
		for (const found of source.matchAll(/['"]([a-z][a-z0-9]*(?:_[a-z0-9]+)+)['"]/g)) used.add(found[1] ?? '');
		for (const found of source.matchAll(/`([a-z][a-z0-9]*_[a-z0-9_]*)\$\{/g)) prefixes.push(found[1] ?? '');
	}
	for (const [key, { path, line }] of messages) {
		if (!used.has(key) && !prefixes.some((prefix) => key.startsWith(prefix))) {
			findings.push(`${path}:${line}: «${key}» is said nowhere; use it or remove it from every language.`);
		}
	}
	return findings;
}
