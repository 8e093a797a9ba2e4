import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		include: ['app/**/*.test.ts', 'packages/**/*.test.ts', 'tools/**/*.test.ts'],
		exclude: ['**/node_modules/**', '**/*.db.test.ts'],
	},
});
