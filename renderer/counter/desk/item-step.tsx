import { Button, Input } from 'antd';
import { useEffect, useId, useRef, useState } from 'react';
import type { KeyboardEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ItemId } from '../../../shared/basics/ids.ts';
import type { ServiceItem } from '../../../shared/types/catalogue.ts';
import type { CounterClient } from '../client.ts';
import { Step } from './step.tsx';
import { useItemSearch, type FoundItem, type ItemSearch } from './use-item-search.ts';

const NONE = -1;

interface ItemStepProps {
  client: CounterClient;
  ahead: boolean;
  /** The applicant's name is there; while it is missing, its field has the focus. */
  named: boolean;
  chosenId: ItemId | null;
  /** The chosen item as the catalogue has it; null while it is looked up after a reload. */
  item: ServiceItem | null;
  onChoose: (item: ServiceItem) => void;
  onChange: () => void;
}

/** 2 选择事项 */
export function ItemStep({ client, ahead, named, chosenId, item, onChoose, onChange }: ItemStepProps): ReactNode {
  const { t } = useTranslation('counter');
  if (chosenId !== null) {
    return (
      <Step
        n={2}
        name={t('step.item')}
        state="done"
        aside={
          <Button type="text" size="small" onClick={onChange}>
            {t('step.change')}
          </Button>
        }
      >
        <p className="chosen-item">
          <strong>{item?.name ?? chosenId}</strong>
          <span>{item?.departmentName}</span>
          {item !== null && <ItemTerm item={item} />}
        </p>
      </Step>
    );
  }
  return (
    <Step n={2} name={t('step.item')} state={ahead ? 'ahead' : 'now'}>
      <ItemPicker client={client} autoFocus={named} onChoose={onChoose} />
    </Step>
  );
}

interface ItemPickerProps {
  client: CounterClient;
  autoFocus: boolean;
  onChoose: (item: ServiceItem) => void;
}

function ItemPicker({ client, autoFocus, onChoose }: ItemPickerProps): ReactNode {
  const { t } = useTranslation('counter');
  const [query, setQuery] = useState('');
  /** Nothing is marked before something is typed: Enter must not choose what nobody looked for. */
  const [active, setActive] = useState(NONE);
  const awaited = useRef(false);
  const listId = useId();
  const search = useItemSearch(client, query);
  const items = search.status === 'found' ? search.items : [];
  const current = search.status === 'found' && search.query === query;

  // Typed faster than the list comes: Enter chooses from it once it is the list of what was typed.
  useEffect(() => {
    if (awaited.current && current) chooseActive();
  });

  function choose(found: FoundItem | undefined): void {
    if (found !== undefined && found.unavailable === null) onChoose(found.item);
  }

  function chooseActive(): void {
    awaited.current = !current;
    if (current) choose(items[active]);
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown') setActive(Math.min(active + 1, items.length - 1));
    else if (event.key === 'ArrowUp') setActive(Math.max(active - 1, NONE));
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && !event.ctrlKey) chooseActive();
    else return;
    event.preventDefault();
  }

  return (
    <>
      <Input
        autoFocus={autoFocus}
        role="combobox"
        aria-expanded
        aria-controls={listId}
        aria-activedescendant={active === NONE ? undefined : `${listId}-${active}`}
        aria-label={t('item.search')}
        placeholder={t('item.placeholder')}
        maxLength={60}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(event.target.value.trim() === '' ? NONE : 0);
          awaited.current = false;
        }}
        onKeyDown={onKeyDown}
      />
      <ul className="item-list" id={listId} role="listbox" aria-label={t('item.search')}>
        {items.map((found, index) => (
          <ItemOption
            key={found.item.id}
            id={`${listId}-${index}`}
            found={found}
            active={index === active}
            onChoose={() => choose(found)}
          />
        ))}
      </ul>
      <p className="hint">{searchWords(search)}</p>
    </>
  );

  function searchWords(result: ItemSearch): string {
    if (result.status === 'loading') return t('item.loading');
    if (result.status === 'failed') return t('item.failed');
    return result.items.length === 0 ? t('item.none', { query }) : t('item.count', { count: result.items.length });
  }
}

interface ItemOptionProps {
  id: string;
  found: FoundItem;
  active: boolean;
  onChoose: () => void;
}

function ItemOption({ id, found, active, onChoose }: ItemOptionProps): ReactNode {
  const { item, unavailable } = found;
  return (
    <li
      id={id}
      ref={(node) => {
        if (active) node?.scrollIntoView({ block: 'nearest' });
      }}
      className={`item-option${active ? ' item-option--active' : ''}`}
      role="option"
      aria-selected={active}
      aria-disabled={unavailable !== null}
      onClick={onChoose}
    >
      <span className="item-option__name">{item.name}</span>
      <span className="item-option__term">{unavailable === null && <ItemTerm item={item} />}</span>
      <span className="item-option__more">{unavailable ?? `${item.departmentName} · ${item.plainName}`}</span>
    </li>
  );
}

function ItemTerm({ item }: { item: ServiceItem }): ReactNode {
  const { t } = useTranslation('counter');
  return <span>{item.promisedDays === 0 ? t('item.instant') : t('item.promised', { count: item.promisedDays })}</span>;
}
