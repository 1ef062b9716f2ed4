import type { CommandId, ItemId } from '../../../shared/basics/ids.ts';
import type { CaseDraft, CaseInput } from '../../../shared/contract/counter.ts';
import { isExplained } from '../../../shared/rules/checklist.ts';
import { scenarioMaterials } from '../../../shared/rules/scenario.ts';
import type { MaterialDef, ServiceItem } from '../../../shared/types/catalogue.ts';

export type FormMaterial = CaseDraft['materials'][number];
export type Gap = NonNullable<FormMaterial['gap']>;

/** The draft while it is being filled in; before an item is chosen there is nothing to keep. */
export interface CaseForm {
  readonly itemId: ItemId | null;
  readonly applicantName: string;
  readonly phone: string;
  readonly materials: readonly FormMaterial[];
}

export const EMPTY_FORM: CaseForm = { itemId: null, applicantName: '', phone: '', materials: [] };

/** What the clerk says of one material. UNCHECKED: not looked at yet. */
export type Verdict = 'UNCHECKED' | 'RECEIVED' | 'MISSING' | 'REJECTED';

export function verdictOf(material: FormMaterial): Verdict {
  if (material.status !== 'MISSING') return material.status;
  return material.gap === null ? 'UNCHECKED' : 'MISSING';
}

/** The form of a chosen item, every material unchecked; who applies stays. */
export function chooseItem(form: CaseForm, item: Pick<ServiceItem, 'id' | 'materials' | 'questions'>): CaseForm {
  return { ...form, itemId: item.id, materials: scenarioMaterials(item, {}).map(uncheckedMaterial) };
}

function uncheckedMaterial({ id, name, required }: MaterialDef): FormMaterial {
  return { materialId: id, name, required, status: 'MISSING', originals: 0, copies: 0, gap: null };
}

/**
 * The material with the clerk's verdict. RECEIVED takes the demanded numbers, to be corrected where they differ;
 * MISSING and REJECTED begin with the given gap.
 */
export function judge(
  material: FormMaterial,
  verdict: Verdict,
  demanded: Pick<MaterialDef, 'originals' | 'copies'>,
  gap: Gap,
): FormMaterial {
  const nothing = { ...material, originals: 0, copies: 0 };
  switch (verdict) {
    case 'UNCHECKED':
      return { ...nothing, status: 'MISSING', gap: null };
    case 'RECEIVED':
      return { ...material, status: 'RECEIVED', originals: demanded.originals, copies: demanded.copies, gap: null };
    case 'MISSING':
    case 'REJECTED':
      return { ...nothing, status: verdict, gap };
  }
}

export function withMaterial(form: CaseForm, changed: FormMaterial): CaseForm {
  return { ...form, materials: form.materials.map((line) => (line.materialId === changed.materialId ? changed : line)) };
}

/** The draft to keep; null while no item is chosen. */
export function toDraft(form: CaseForm): CaseDraft | null {
  if (form.itemId === null) return null;
  return { itemId: form.itemId, applicantName: form.applicantName, phone: form.phone, materials: [...form.materials] };
}

export function fromDraft(draft: CaseDraft | null): CaseForm {
  return draft === null ? EMPTY_FORM : { ...draft };
}

/** What 受理 and 一次性告知 send; null while no item is chosen. A gap that says nothing is left out. */
export function toCaseInput(form: CaseForm, commandId: CommandId, differentPersonReason: string | null): CaseInput | null {
  if (form.itemId === null) return null;
  return {
    commandId,
    itemId: form.itemId,
    applicantName: form.applicantName.trim(),
    phone: form.phone.trim(),
    materials: form.materials.map(sentMaterial),
    differentPersonReason,
  };
}

function sentMaterial(material: FormMaterial): CaseInput['materials'][number] {
  return { ...material, gap: isExplained(material) ? material.gap : null };
}
