import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		projects: [
			{
				test: {
					name: 'unit',
					include: ['app/**/*.test.ts', 'packages/**/*.test.ts', 'tools/**/*.test.ts'],
					exclude: ['**/node_modules/**', '**/*.db.test.ts', '**/*.node.test.ts'],
				},
			},
			{
				test: {
					name: 'database',
					include: ['**/*.db.test.ts'],
					exclude: ['**/node_modules/**'],
					globalSetup: ['tools/database-server.ts'],
					testTimeout: 30_000,
				},
			},
			{
				// Whole nodes: processes, ports, kills. One file at a time.
				test: {
					name: 'node',
					include: ['**/*.node.test.ts'],
					exclude: ['**/node_modules/**'],
					testTimeout: 300_000,
					hookTimeout: 120_000,
					fileParallelism: false,
				},
			},
		],
	},
});
