import type { MaterialStatus } from '../types/case-file.ts';

/** The part of a material line the rule looks at; a draft and a case both have it. */
export interface CheckedMaterial {
  readonly required: boolean;
  readonly status: MaterialStatus;
  readonly gap: { readonly problem: string; readonly demand: string } | null;
}

export interface MaterialsCheck<M extends CheckedMaterial> {
  /** Required materials that were not received, in the order of the list. */
  readonly missing: readonly M[];
  /** 受理: there is a list and every required material on it was received. */
  readonly canAccept: boolean;
  /** 一次性告知: something is missing and every gap says what is wrong and what is asked for. */
  readonly gapsComplete: boolean;
}

/** A waived material (免交) is never demanded; a promised one (容缺) is not there yet. */
const MISSING: readonly MaterialStatus[] = ['MISSING', 'REJECTED', 'PROMISED', 'RETURNED'];

function isMissing(status: MaterialStatus): boolean {
  return MISSING.includes(status);
}

/** What may become of a case with this checklist. The page and the service decide with the same function. */
export function checkMaterials<M extends CheckedMaterial>(materials: readonly M[]): MaterialsCheck<M> {
  const missing = materials.filter((material) => material.required && isMissing(material.status));
  return {
    missing,
    canAccept: materials.length > 0 && missing.length === 0,
    gapsComplete: missing.length > 0 && missing.every(isExplained),
  };
}

/** Whether the gap of a material can be printed on the notice. */
export function isExplained(material: CheckedMaterial): boolean {
  return material.gap !== null && material.gap.problem.trim() !== '' && material.gap.demand.trim() !== '';
}
