import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scenarioMaterials } from '../../shared/rules/scenario.ts';
import type { MaterialDef, ServiceItem } from '../../shared/types/catalogue.ts';
import { chinesePunctuation } from '../ui/chinese-punctuation.ts';
import { Button } from '../ui/button.tsx';
import { pagesOf } from './choice-pages.ts';
import { pageSize } from './page-sizes.ts';
import { Pager } from './pager.tsx';
import { useLandscape } from './use-landscape.ts';

/** What to bring for one item, how long it takes, and the way to a number. */
export function GuideItemPage({ item, elder, onTake }: { item: ServiceItem; elder: boolean; onTake: () => void }) {
  const { t } = useTranslation('kiosk');
  const [wanted, setWanted] = useState(0);
  const perPage = pageSize('materials', useLandscape(), elder);
  const materials = scenarioMaterials(item, {});
  const pages = pagesOf(materials, perPage);
  const page = Math.min(wanted, pages.length - 1);
  return (
    <div className="page item">
      <div className="item-about">
        <h2>{item.name}</h2>
        <dl>
          <div>
            <dt>{t('department')}</dt>
            <dd>{item.departmentName}</dd>
          </div>
          <div>
            <dt>{t('duration')}</dt>
            <dd>{item.promisedDays === 0 ? t('sameDay') : t('workingDays', { days: item.promisedDays })}</dd>
          </div>
          {item.acceptCondition === '' ? null : (
            <div>
              <dt>{t('condition')}</dt>
              <dd className="item-condition">{chinesePunctuation(item.acceptCondition)}</dd>
            </div>
          )}
        </dl>
        <Button kind="primary" icon="ticket" onPress={onTake}>{t('takeForThis')}</Button>
      </div>
      <div className="item-materials">
        <h3>{t('materials', { total: materials.length })}</h3>
        <ol start={page * perPage + 1}>
          {pages[page]?.map((material, place) => (
            <li key={material.id}>
              <span className="material-place numeral">{page * perPage + place + 1}</span>
              <Material material={material} />
            </li>
          ))}
        </ol>
        <Pager page={page} pages={pages.length} onPage={setWanted} />
      </div>
    </div>
  );
}

function Material({ material }: { material: MaterialDef }) {
  const { t } = useTranslation('kiosk');
  const wanted = [
    material.originals > 0 ? t('originals', { copies: material.originals }) : null,
    material.copies > 0 ? t('copies', { copies: material.copies }) : null,
    material.required ? null : t('optional'),
  ].filter((part) => part !== null);
  return (
    <span className="material">
      <span className="material-name">{material.name}</span>
      <span className="material-wanted">{wanted.join(' · ')}</span>
    </span>
  );
}
