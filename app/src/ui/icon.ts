import type X from '@lucide/svelte/icons/x';

/** A picture beside words: the default export of `@lucide/svelte/icons/users` and the like. */
export type Icon = typeof X;
