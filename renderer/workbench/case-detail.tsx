import { Table } from 'antd';
import type { TableColumnsType } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseId } from '../../shared/basics/ids.ts';
import type { CentralCaseDetail } from '../../shared/contract/central.ts';
import { timeOfDayAt } from '../../shared/rules/business-date.ts';
import { RatingLevel } from '../../shared/types/case-file.ts';
import type { CaseMaterial, IssuedDocument } from '../../shared/types/case-file.ts';
import { LongNumber } from '../ui/clerk-long-number.tsx';
import { formatDate } from '../ui/format-time.ts';
import { StatusDot } from '../ui/status-dot.tsx';
import { formatBusinessDate } from '../ui/time.ts';
import { getCase } from './central-client.ts';
import { FailureNote } from './failure-note.tsx';
import { windowNoOfId } from './rules/words.ts';
import { StageWord } from './stage-word.tsx';
import { Trail } from './trail.tsx';
import { useAsked } from './use-asked.ts';

/** One case: its facts, materials and documents, and everything that happened to it. */
export function CaseDetail({ id }: { id: CaseId }): ReactNode {
  const { t } = useTranslation('workbench');
  const asked = useAsked(id, (signal) => getCase(id, signal));
  if (asked.failure !== null) return <FailureNote failure={asked.failure} onRetry={asked.again} />;
  if (asked.value === null) {
    return <p className="workbench__choose" role="status">{t(asked.loading ? 'list.loading' : 'detail.gone')}</p>;
  }
  const { caseFile, trail } = asked.value;
  return (
    <article className="detail">
      <header className="detail__head">
        <h2>{caseFile.item.name}</h2>
        <StageWord stage={caseFile.stage} />
      </header>
      <Facts detail={asked.value} />
      <div className="detail__columns">
        <div>
          <Materials materials={caseFile.materials} />
          <Documents documents={caseFile.documents} />
          <Rating rating={asked.value.rating} />
        </div>
        <Trail trail={trail} />
      </div>
    </article>
  );
}

function moment(at: number): string {
  return `${formatDate(at)} ${timeOfDayAt(at)}`;
}

function Facts({ detail: { row, caseFile, ticket } }: { detail: CentralCaseDetail }): ReactNode {
  const { t } = useTranslation('workbench');
  const provisional = caseFile.dueProvisional ? t('detail.provisional') : '';
  const facts: [string, ReactNode][] = [
    [t('detail.caseNo'), caseFile.caseNo === null ? t('detail.noCaseNo') : <LongNumber no={caseFile.caseNo} />],
    [t('detail.localNo'), <LongNumber key="localNo" no={caseFile.localNo} />],
    [t('detail.taskCode'), <LongNumber key="taskCode" no={caseFile.item.taskCode} />],
    [t('detail.department'), caseFile.item.departmentName],
    [t('detail.applicant'), row.applicantMasked],
    [t('detail.window'), t('detail.windowValue', { window: windowWords(caseFile.windowId), workNo: caseFile.workNo })],
    [t('detail.ticket'), ticket === null ? null : t('detail.ticketValue', { no: ticket.no, count: ticket.callCount })],
    [t('detail.received'), moment(caseFile.receivedAt)],
    [t('detail.accepted'), caseFile.acceptedAt === null ? null : moment(caseFile.acceptedAt)],
    [t('detail.due'), caseFile.promisedDueOn === null ? null : formatBusinessDate(caseFile.promisedDueOn) + provisional],
    [t('detail.legalDue'), caseFile.legalDueOn === null ? null : formatBusinessDate(caseFile.legalDueOn) + provisional],
    [t('detail.correctionDue'), caseFile.correctionDueOn === null ? null : formatBusinessDate(caseFile.correctionDueOn)],
  ];
  return (
    <dl className="detail__facts">
      {facts.map(([name, value]) => value !== null && (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );

  function windowWords(id: string): string {
    const n = windowNoOfId(id);
    return n === null ? id : t('detail.windowNo', { n });
  }
}

function Materials({ materials }: { materials: readonly CaseMaterial[] }): ReactNode {
  const { t } = useTranslation(['workbench', 'clerk']);
  const columns: TableColumnsType<CaseMaterial> = [
    {
      title: t('materials.name'),
      render: (_, material) => (
        <>
          {material.name}
          {!material.required && <span className="tag">{t('materials.optional')}</span>}
          {material.gap !== null && (
            <span className="materials__gap">
              {material.gap.problem}；{material.gap.demand}
            </span>
          )}
        </>
      ),
    },
    {
      title: t('materials.status'),
      width: 112,
      render: (_, material) => (
        <StatusDot
          tone={material.status === 'RECEIVED' ? 'good' : material.required ? 'warning' : 'off'}
          word={t(`clerk:materialStatus.${material.status}`)}
        />
      ),
    },
    { title: t('materials.count'), width: 112, align: 'right', render: (_, material) => `${material.originals} / ${material.copies}` },
  ];
  return (
    <section>
      <h3>{t('materials.title')}</h3>
      <Table size="small" rowKey="materialId" pagination={false} columns={columns} dataSource={materials} />
    </section>
  );
}

function Documents({ documents }: { documents: readonly IssuedDocument[] }): ReactNode {
  const { t } = useTranslation(['workbench', 'clerk']);
  return (
    <section>
      <h3>{t('documents.title')}</h3>
      {documents.length === 0 && <p className="workbench__none">{t('documents.none')}</p>}
      <ul>
        {documents.map((document) => (
          <li key={document.id} className="document">
            <strong>{t(`clerk:document.${document.kind}`)}</strong>
            <span>{document.no}</span>
            <span className="document__more">
              {t('documents.pages', { count: document.pages })} · {t('documents.issued', { time: moment(document.issuedAt) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Rating({ rating }: { rating: CentralCaseDetail['rating'] }): ReactNode {
  const { t } = useTranslation(['workbench', 'clerk']);
  const level = RatingLevel.safeParse(rating?.level);
  return (
    <section>
      <h3>{t('rating.title')}</h3>
      {rating === null || !level.success ? (
        <p className="workbench__none">{t('rating.none')}</p>
      ) : (
        <p className="document">
          <strong>{t(`clerk:rating.level${level.data}`)}</strong>
          <span className="document__more">
            {t('rating.by', {
              channel: rating.channel === 'PAD_KEYS' ? t('rating.PAD_KEYS') : t('rating.PAD_PAGE'),
              workNo: rating.workNo,
              time: moment(rating.at),
            })}
          </span>
        </p>
      )}
    </section>
  );
}
