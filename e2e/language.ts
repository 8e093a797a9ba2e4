/** Which of the product's own English words a page shows. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

const LOCALES = join(import.meta.dirname, '../app/src/locales');

/** Texts of the page (visible ones, labels, placeholders, titles) that read like an English message which French says otherwise. */
export async function findEnglish(page: Page): Promise<string[]> {
	const texts = await page.evaluate(() => {
		const found: string[] = [document.title];
		const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
		while (walker.nextNode())
			if (!walker.currentNode.parentElement?.closest('script, style, body [lang="en"]')) found.push(walker.currentNode.nodeValue ?? '');
		for (const element of document.querySelectorAll('[aria-label], [placeholder], [title], [alt]'))
			for (const name of ['aria-label', 'placeholder', 'title', 'alt']) found.push(element.getAttribute(name) ?? '');
		return found.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
	});
	return [...new Set(texts)].filter(
		(text) => english.some((pattern) => pattern.test(text)) && !french.some((pattern) => pattern.test(text)),
	);
}

const english = readPatterns('en');
const french = readPatterns('fr');

function readPatterns(locale: string): RegExp[] {
	return readdirSync(join(LOCALES, locale))
		.flatMap((file) => Object.values(JSON.parse(readFileSync(join(LOCALES, locale, file), 'utf8')) as Record<string, unknown>))
		.flatMap((message) => (typeof message === 'string' ? [message] : branchesOf(message)))
		.filter((text) => text.replace(/\{[^}]*\}/g, '').trim().length >= 4)
		.map(
			(text) =>
				new RegExp(
					`^${text
						.split(/\{[^}]*\}/)
						.map(quotePattern)
						.join('.*')}$`,
				),
		);
}

function branchesOf(message: unknown): string[] {
	return (message as { match: Record<string, string> }[]).flatMap(({ match }) => Object.values(match));
}

function quotePattern(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+');
}
