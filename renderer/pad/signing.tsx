import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { padContract } from '../../shared/contract/pad.ts';
import type { SigningInvitation } from '../../shared/contract/signing.ts';
import type { Signature } from '../../shared/types/signature.ts';
import type { Connection } from '../api/connection.ts';
import { useCommand } from '../api/use-command.ts';
import { SignatureField } from '../ui/signature/signature-field.tsx';

interface SigningProps {
  connection: Connection<typeof padContract>;
  signing: SigningInvitation;
  now: number;
  usable: boolean;
}

/** Somebody is asked to sign: what for, the field, the time that is left. */
export function Signing({ connection, signing, now, usable }: SigningProps): ReactNode {
  const { t } = useTranslation('pad');
  const { id } = signing;
  const sign = useCommand((_id, signature: Signature) => connection.client.sign({ id, signature }));
  const paper = useCommand(() => connection.client.signOnPaper({ id }));
  const seconds = Math.max(0, Math.ceil((signing.endsAt - now) / 1000));
  return (
    <section className="signing">
      <SignatureField
        title={signing.purpose}
        pending={sign.pending || paper.pending || !usable}
        problem={(sign.refusal ?? paper.refusal)?.sentence ?? null}
        onConfirm={(signature) => void sign.run(signature)}
        onPaper={() => void paper.run()}
      />
      <p className="signing-foot">
        <span>{signing.reference}</span>
        <span>{t('endsIn', { seconds })}</span>
      </p>
    </section>
  );
}
