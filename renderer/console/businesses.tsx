import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { BusinessView } from '../../shared/contract/common.ts';
import { StatusDot } from '../ui/status-dot.tsx';
import { waitsTooLong } from './rules/plan.ts';

/** Who waits for what, and for how long. */
export function Businesses({ businesses }: { businesses: readonly BusinessView[] }): ReactNode {
  const { t } = useTranslation('console');
  const columns: TableColumnsType<BusinessView> = [
    {
      title: t('businesses.name'),
      render: (_, business) => (
        <>
          {business.name}
          {!business.open && <span className="businesses__closed">{t('businesses.closed', { reason: business.closedReason })}</span>}
        </>
      ),
    },
    { title: t('businesses.waiting'), dataIndex: 'waiting', align: 'right', width: 64 },
    {
      title: t('businesses.longest'),
      align: 'right',
      width: 104,
      render: (_, business) => {
        if (business.waiting === 0) return t('businesses.none');
        const words = t('businesses.minutes', { count: business.longestMinutes });
        return waitsTooLong(business) ? <StatusDot tone="warning" word={words} /> : words;
      },
    },
    {
      title: t('businesses.expected'),
      align: 'right',
      width: 80,
      render: ({ expectedMinutes: count }: BusinessView) => (count === 0 ? t('businesses.none') : t('businesses.minutes', { count })),
    },
  ];
  return (
    <section>
      <h2>{t('businesses.title')}</h2>
      <Table
        size="small"
        rowKey="id"
        pagination={false}
        columns={columns}
        dataSource={businesses}
        locale={{ emptyText: t('businesses.empty') }}
      />
    </section>
  );
}
