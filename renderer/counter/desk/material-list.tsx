import { useEffect, useRef } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MaterialDef } from '../../../shared/types/catalogue.ts';
import { judge, verdictOf, withMaterial, type CaseForm, type FormMaterial, type Verdict } from '../rules/case-form.ts';
import { MaterialRow } from './material-row.tsx';
import { useDemanded } from './use-demanded.ts';

interface MaterialListProps {
  form: CaseForm;
  defs: readonly MaterialDef[];
  onEdit: (form: CaseForm) => void;
}

/** What a key on a row says of its material. */
const VERDICT_KEYS: Readonly<Record<string, Verdict>> = { ' ': 'RECEIVED', q: 'MISSING', w: 'REJECTED' };

/** 3 核对材料: one row a material; arrows move, one key judges. */
export function MaterialList({ form, defs, onEdit }: MaterialListProps): ReactNode {
  const { t } = useTranslation('counter');
  const demanded = useDemanded();
  const list = useRef<HTMLUListElement>(null);

  // Keyboard first: the list takes the focus as soon as the item is chosen.
  useEffect(() => focusRow(list.current, 0), []);

  /** The same key again takes the verdict back. */
  function decide(material: FormMaterial, pressed: Verdict): void {
    const def = defOf(defs, material);
    const verdict = verdictOf(material) === pressed ? 'UNCHECKED' : pressed;
    const gap =
      verdict === 'MISSING'
        ? { problem: t('material.missingProblem'), demand: t('material.missingDemand', { name: material.name, parts: demanded(def) }) }
        : { problem: '', demand: '' };
    onEdit(withMaterial(form, judge(material, verdict, def, gap)));
  }

  function onRowKey(event: KeyboardEvent<HTMLLIElement>, index: number, material: FormMaterial): void {
    if (event.key === 'Escape') event.currentTarget.focus();
    // Keys typed into the fields of a row are text.
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey || event.metaKey) return;
    const verdict = VERDICT_KEYS[event.key.toLowerCase()];
    if (event.key === 'ArrowDown') focusRow(list.current, index + 1);
    else if (event.key === 'ArrowUp') focusRow(list.current, index - 1);
    else if (event.key === 'Enter') event.currentTarget.querySelector('input')?.focus();
    else if (verdict !== undefined) decide(material, verdict);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <ul className="material-list" ref={list} aria-label={t('material.list')}>
        {form.materials.map((material, index) => (
          <MaterialRow
            key={material.materialId}
            material={material}
            def={defOf(defs, material)}
            onKey={(event) => onRowKey(event, index, material)}
            onVerdict={(verdict) => decide(material, verdict)}
            onEdit={(changed) => onEdit(withMaterial(form, changed))}
          />
        ))}
      </ul>
      <p className="hint">{t('material.keys')}</p>
    </>
  );
}

function focusRow(list: HTMLElement | null, index: number): void {
  const row = list?.children[index];
  if (row instanceof HTMLElement) row.focus();
}

/** A draft may be older than the catalogue: a line the item no longer has demands nothing. */
function defOf(defs: readonly MaterialDef[], material: FormMaterial): MaterialDef {
  const { materialId: id, name, required } = material;
  return defs.find((def) => def.id === id) ?? MaterialDef.parse({ id, name, required, originals: 0, copies: 0, spec: '', basis: '', acceptStandard: '' });
}
