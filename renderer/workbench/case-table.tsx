import { Button, Input, Table } from 'antd';
import type { TableColumnsType } from 'antd';
import { useDeferredValue, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../shared/basics/ids.ts';
import type { CentralCaseRow } from '../../shared/contract/central.ts';
import { businessDateAt, timeOfDayAt } from '../../shared/rules/business-date.ts';
import { RatingLevel } from '../../shared/types/case-file.ts';
import { listCases } from './central-client.ts';
import { FailureNote } from './failure-note.tsx';
import { StageWord } from './stage-word.tsx';
import { useAsked } from './use-asked.ts';

const PAGE_SIZE = 50;

interface CaseTableProps {
  chosen: CaseId | null;
  onChoose: (id: CaseId) => void;
}

/** Cases of all halls, newest first, by number or item. */
export function CaseTable({ chosen, onChoose }: CaseTableProps): ReactNode {
  const { t } = useTranslation(['workbench', 'clerk']);
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed.trim());
  /** The last row of each page before this one. */
  const [cursors, setCursors] = useState<readonly CaseId[]>([]);
  const before = cursors.at(-1) ?? null;
  const asked = useAsked(`${query} ${before ?? ''}`, (signal) => listCases({ query, before, limit: PAGE_SIZE }, signal));
  const rows = asked.value?.rows ?? [];
  const total = asked.value?.total ?? 0;
  const last = rows.at(-1);
  const hasOlder = cursors.length * PAGE_SIZE + rows.length < total;

  return (
    <section className="case-table">
      <header className="case-table__head">
        <h2>
          {t('list.title')}
          <span>{t('list.total', { count: total })}</span>
        </h2>
        <Input
          allowClear
          autoFocus
          aria-label={t('list.search')}
          placeholder={t('list.placeholder')}
          maxLength={60}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setCursors([]);
          }}
        />
        <Button onClick={asked.again}>{t('list.refresh')}</Button>
      </header>
      {asked.failure !== null && <FailureNote failure={asked.failure} onRetry={asked.again} />}
      <div className="case-table__rows">
        <Table<CentralCaseRow>
          size="small"
          rowKey="id"
          sticky
          pagination={false}
          loading={asked.loading && asked.value === null}
          columns={useColumns()}
          dataSource={rows}
          rowClassName={(row) => (row.id === chosen ? 'case-table__chosen' : '')}
          onRow={(row) => ({
            tabIndex: 0,
            'aria-current': row.id === chosen,
            onClick: () => onChoose(row.id),
            onKeyDown: (event) => {
              if (event.key === 'Enter') onChoose(row.id);
            },
          })}
          locale={{ emptyText: asked.value === null ? t('list.loading') : query === '' ? t('list.empty') : t('list.notFound', { query }) }}
        />
      </div>
      <footer className="case-table__pages">
        <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
          {t('list.newer')}
        </Button>
        <span>{t('list.page', { page: cursors.length + 1 })}</span>
        <Button
          disabled={!hasOlder || last === undefined}
          onClick={() => {
            if (last !== undefined) setCursors([...cursors, last.id]);
          }}
        >
          {t('list.older')}
        </Button>
      </footer>
    </section>
  );
}

function useColumns(): TableColumnsType<CentralCaseRow> {
  const { t } = useTranslation(['workbench', 'clerk']);
  return [
    {
      title: t('list.item'),
      render: (_, row) => (
        <>
          <span className="case-table__item">{row.itemName}</span>
          <span className="case-table__no case-table__no--local">{row.localNo}</span>
        </>
      ),
    },
    { title: t('list.applicant'), dataIndex: 'applicantMasked', width: 88, ellipsis: true },
    { title: t('list.stage'), width: 96, render: (_, row) => <StageWord stage={row.stage} /> },
    { title: t('list.ticket'), width: 72, render: (_, row) => <span className="numeral case-table__ticket">{row.ticketNo}</span> },
    {
      title: t('list.rating'),
      width: 88,
      render: (_, row) => {
        const level = RatingLevel.safeParse(row.ratingLevel);
        return level.success ? t(`clerk:rating.level${level.data}`) : '';
      },
    },
    {
      title: t('list.received'),
      width: 104,
      render: (_, row) => (
        <>
          {timeOfDayAt(row.receivedAt)}
          <span className="case-table__no">{businessDateAt(row.receivedAt)}</span>
        </>
      ),
    },
  ];
}
