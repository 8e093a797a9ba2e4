import { expect, test } from 'vitest';
import { check } from './docs.ts';
import { plantTree, withTreeOnDisk } from './planted-tree.ts';

const present = {
	'package.json': '{"scripts":{"test":"x","bench":"x"}}',
	'app/src/server/mail.ts': '',
	'docs/glossary.md': '',
};
const judge = (markdown: string) => check.run(plantTree({ ...present, 'docs/guide.md': markdown }));

test.each([
	['a path', 'See `app/src/server/post.ts`.'],
	['a link', 'See [words](http://a.b) or [more](../docs/gone.md).'],
	['a neighbour', 'See [words](gone.md).'],
	['a script', 'Run `npm run benches`.'],
	['a script in a block', '```sh\nnpm run benches\n```'],
	['a program', '```sh\nnode tools/gone.ts\n```'],
])('%s that is not there is found', async (_, markdown) => {
	expect(await judge(markdown)).toEqual([expect.stringMatching(/^docs\/guide\.md:\d: /)]);
});

test('what exists, what is made later and what is no path pass', async () => {
	const markdown =
		'`app/src/server/mail.ts`, `server/mail.ts`, `app/src/`, [words](glossary.md#turf), `npm test`, `npm run bench -- pages`, ' +
		'`node_modules/.bin/node`, `text/html`, `#server/*`, `app/build/index.js`, `(public)/`\n\n```\napp/   gone/\n```\n';
	expect(await judge(markdown)).toEqual([]);
});

test('commands are compared with what the command line says of itself', async () => {
	const help = "console.log('Commands:\\n  start          Start a node\\n  people find    Find people');";
	const files = {
		...present,
		'app/src/cli.ts': help,
		'docs/guide.md': '`groundswell start`, `groundswell people find TEXT`, `groundswell fly`, `groundswell people lose`\n',
	};
	expect(await withTreeOnDisk(files, (tree) => check.run(tree))).toEqual([
		expect.stringContaining('«groundswell fly»'),
		expect.stringContaining('«groundswell people lose»'),
	]);
});
