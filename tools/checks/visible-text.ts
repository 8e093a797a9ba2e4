import { type Check, lineAt, type Tree } from '../repository.ts';

const visibleAttribute = /\s(placeholder|aria-label|aria-description|aria-roledescription|title|alt|label)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const words = /\p{L}{2}/u;

/**
 * Words that a visitor reads come from app/src/locales/. Lifted by `<!-- untranslated: reason -->` for its line and the next,
 * by `<!-- untranslated file: reason -->` for a file.
 */
export const check: Check = {
	name: 'visible text',
	async run(tree: Tree) {
		return tree.files
			.filter((path) => /^app\/src\/(routes|features|ui)\/.*\.svelte$/.test(path))
			.flatMap((path) => judgeMarkup(path, tree.read(path)));
	},
};

function judgeMarkup(path: string, text: string): string[] {
	if (/<!--\s*untranslated file: \S/.test(text)) return [];
	const lifted = new Set<number>();
	for (const found of text.matchAll(/<!--\s*untranslated: \S[^>]*-->/g)) {
		const line = lineAt(text, found.index);
		lifted.add(line).add(line + 1);
	}
	const findings: string[] = [];
	const report = (offset: number, said: string) => {
		const line = lineAt(text, offset);
		if (lifted.has(line)) return;
		const short = said.trim().replace(/\s+/g, ' ').slice(0, 40);
		findings.push(`${path}:${line}: «${short}» is written into the markup; make it a message in app/src/locales/.`);
	};
	const markup = blankExpressions(blank(text, /<!--[\s\S]*?-->|<(script|style|code|kbd|pre|samp)\b[\s\S]*?<\/\1>/g));
	for (const found of markup.matchAll(visibleAttribute)) {
		const value = found[2] ?? found[3] ?? '';
		if (words.test(value)) report(found.index + found[0].indexOf('='), value);
	}
	const prose = blank(blank(markup, /<[^>]*>/g), /&#?\w+;/g);
	for (const found of prose.matchAll(/[^\n]*\p{L}{2}[^\n]*/gu)) report(found.index, found[0]);
	return findings;
}

function blank(text: string, pattern: RegExp): string {
	return text.replace(pattern, (found) => found.replace(/[^\n]/g, ' '));
}

/** Blanks `{…}` with what is nested in it, quotes respected, so that a `>` or a brace inside misleads nobody. */
function blankExpressions(markup: string): string {
	let depth = 0;
	let quote = '';
	let result = '';
	for (let at = 0; at < markup.length; at++) {
		const character = markup[at] ?? '';
		if (depth > 0 && quote) {
			if (character === '\\') {
				result += '  ';
				at++;
				continue;
			}
			if (character === quote) quote = '';
		} else if (character === '{') depth++;
		else if (depth > 0 && `'"\``.includes(character)) quote = character;
		const inside = depth > 0;
		if (!quote && character === '}' && depth > 0) depth--;
		result += inside && character !== '\n' ? ' ' : character;
	}
	return result;
}
