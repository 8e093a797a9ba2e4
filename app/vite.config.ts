import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
	plugins: [
		paraglideVitePlugin({ project: './project.inlang', outdir: './src/locales/compiled', strategy: ['cookie', 'preferredLanguage', 'baseLocale'] }),
		sveltekit({
			adapter: adapter({ out: 'build', precompress: true }),
		}),
	],
	build: { target: 'es2022' },
});
