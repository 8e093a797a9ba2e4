import { expect, test } from 'vitest';
import { plantTree } from './planted-tree.ts';
import { check } from './visible-text.ts';

const judge = (markup: string) => check.run(plantTree({ 'app/src/routes/+page.svelte': markup }));

test.each([
	'<p>Hello</p>',
	'<p>{count} people</p>',
	'<input placeholder="Your name" />',
	"<button aria-label='Close'>×</button>",
	'<img alt="A river" src={river} />',
	'<svelte:head><title>People</title></svelte:head>',
	'{#if count > 0}<b>Élus</b>{/if}',
	'<Field label="Name" bind:value={name} />',
])('%s is found', async (markup) => {
	expect(await judge(`<script>\n\tconst words = 'in code';\n</script>\n${markup}\n`)).toEqual([
		expect.stringMatching(/^app\/src\/routes\/\+page\.svelte:4: /),
	]);
});

test.each([
	'<p>{m.people_title()}</p>',
	'<p class="quiet note" id="people">3 × 4 → 5</p>',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: source text, looked at and never run
	"<p title={open ? 'a > b' : `x ${y}`}>{list.map((x) => x > 1)}</p>",
	'<!-- a comment in words -->',
	'<p>&nbsp;·&nbsp;</p>',
	'<code>groundswell start</code>',
	'<style>\n\tp { color: red }\n</style>',
	'<!-- untranslated: the name of the town -->\n<p>Riverside</p>',
])('%s passes', async (markup) => {
	expect(await judge(markup)).toEqual([]);
});
