import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CardPhotoId } from '../../../shared/basics/ids.ts';
import type { CounterIdentity } from '../../../shared/contract/counter.ts';
import type { CounterClient } from '../client.ts';

/** The picture of an identity card, to compare with the person; other sources have none. */
export function CardPicture({ identity, client }: { identity: CounterIdentity; client: CounterClient }): ReactNode {
  const { t } = useTranslation('counter');
  if (identity.source !== 'CARD') return null;
  if (identity.photo === null) return <p className="applicant__photo applicant__photo--none">{t('identity.notDecoded')}</p>;
  return <FetchedPicture key={identity.photo} id={identity.photo} client={client} />;
}

/** Fetched once; it ends with the component. Another picture needs another component (`key`). */
function FetchedPicture({ id, client }: { id: CardPhotoId; client: CounterClient }): ReactNode {
  const { t } = useTranslation('counter');
  const [address, setAddress] = useState<string | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let left = false;
    client.readPhoto({ id }).then(
      (found) => {
        if (left) return;
        setAddress(found);
        setFailed(found === null);
      },
      () => {
        if (!left) setFailed(true);
      },
    );
    return () => {
      left = true;
    };
  }, [client, id]);
  if (address !== null) return <img className="applicant__photo" src={address} alt={t('identity.photo')} />;
  return <p className="applicant__photo applicant__photo--none">{failed ? t('identity.photoFailed') : ''}</p>;
}
