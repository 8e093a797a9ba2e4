export type AreaId = string & { readonly __brand: 'AreaId' };
export type AreaKind = 'commune' | 'district' | 'quarter' | 'custom';

export interface Area {
	id: AreaId;
	kind: AreaKind;
	code: string;
	name: string;
	parentId: AreaId | null;
}

export type NewArea = { kind: AreaKind; code: string; name: string };

/** The key under which `findOrCreateAreas` answers. */
export function areaKey({ kind, code }: Pick<NewArea, 'kind' | 'code'>): string {
	return `${kind}|${code}`;
}
