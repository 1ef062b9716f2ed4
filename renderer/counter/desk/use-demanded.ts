import { useTranslation } from 'react-i18next';
import type { MaterialDef } from '../../../shared/types/catalogue.ts';

/** `原件 1 份、复印件 2 份`, or that it is taken electronically. */
export function useDemanded(): (def: Pick<MaterialDef, 'originals' | 'copies'>) => string {
  const { t } = useTranslation('counter');
  return ({ originals, copies }) => {
    const parts = [
      originals > 0 ? t('material.originalsCount', { count: originals }) : '',
      copies > 0 ? t('material.copiesCount', { count: copies }) : '',
    ].filter((part) => part !== '');
    return parts.length === 0 ? t('material.electronic') : parts.join('、');
  };
}
