import { defineConfig } from 'vitest/config';

export default defineConfig({
	test: {
		name: 'e2e',
		root: import.meta.dirname,
		include: ['*.spec.ts'],
		// Each journey has a node and a browser of its own: two at once would fight for the processor.
		fileParallelism: false,
		testTimeout: 120_000,
		hookTimeout: 120_000,
		// The steps of a journey follow from each other.
		sequence: { concurrent: false, shuffle: false },
	},
});
