import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Sentence } from '../ui/sentence.tsx';
import { CardArt } from './card-art.tsx';

export interface LayCardPageProps {
  reader: { ready: boolean; sentence: string };
  reading: boolean;
  /** A 社保卡 will do as well. */
  socialCards: boolean;
  onType: () => void;
}

/** Asks for the card; typing is the other way. */
export function LayCardPage({ reader, reading, socialCards, onType }: LayCardPageProps) {
  const { t } = useTranslation('kiosk');
  if (reading) {
    return (
      <div className="page lay-card" role="status">
        <CardArt laid />
        <div className="lay-card-words">
          <h2>{t('reading')}</h2>
          <p>{t('readingNote')}</p>
        </div>
      </div>
    );
  }
  return (
    <div className="page lay-card">
      {reader.ready ? <CardArt laid={false} /> : null}
      <div className="lay-card-words">
        <h2>{reader.ready ? t(socialCards ? 'layCardOrSocial' : 'layCard') : t('noReader')}</h2>
        {reader.ready ? <p>{t('layCardNote')}</p> : <Sentence tone="fault" text={reader.sentence} />}
        <Button icon="keyboard" kind={reader.ready ? 'quiet' : 'primary'} onPress={onType}>{t('typeInstead')}</Button>
      </div>
    </div>
  );
}
