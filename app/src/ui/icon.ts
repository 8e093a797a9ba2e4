import type { Component } from 'svelte';
import type { SVGAttributes } from 'svelte/elements';

/** A picture beside words, such as the default export of `@lucide/svelte/icons/users`. `size` is in px. */
export type Icon = Component<SVGAttributes<SVGSVGElement> & { size?: number | string }>;
