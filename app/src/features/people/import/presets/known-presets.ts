import type { Preset } from '#features/people/import/preset.ts';
import { actionNetwork } from './action-network.ts';
import { electoralRollFr } from './electoral-roll-fr.ts';
import { generic } from './generic.ts';
import { nationbuilder } from './nationbuilder.ts';
import { van } from './van.ts';

export const knownPresets: readonly Preset[] = [electoralRollFr, nationbuilder, van, actionNetwork, generic];
