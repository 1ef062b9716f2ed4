import '../../../../../renderer/api/zod-without-eval.ts';
import '../../../../../renderer/ui/base.css';
import '../../../../../renderer/ui/pieces.css';
import { useCallback, useState } from 'react';
import type { ReactNode } from 'react';
import { DocumentCameraView } from '../../../../../renderer/ui/document-camera/document-camera-view.tsx';
import type { CameraPage } from '../../../../../renderer/ui/document-camera/pages.ts';
import { showPage } from '../../../../../renderer/ui/page.tsx';
import { SignatureField } from '../../../../../renderer/ui/signature/signature-field.tsx';
import { SignaturePicture } from '../../../../../renderer/ui/signature/signature-picture.tsx';
import { DocumentCameraSetting } from '../../../../../shared/types/document-camera.ts';
import type { Signature } from '../../../../../shared/types/signature.ts';
import '../../../../../renderer/i18n/i18n.ts';

/** Pieces that several pages show, on a page of their own. The part of the address behind # says which: `signature`, or a camera's setting as JSON. */
const wanted = decodeURIComponent(location.hash.slice(1));

function Camera({ setting }: { setting: DocumentCameraSetting }): ReactNode {
  const [report, setReport] = useState('');
  const [pages, setPages] = useState('');
  const told = useCallback((next: object) => setReport(JSON.stringify(next)), []);
  const taken = useCallback((next: readonly CameraPage[]) => setPages(JSON.stringify(next.map((p) => [p.id, p.width, p.height, p.jpeg.type]))), []);
  return (
    <main style={{ padding: 24 }}>
      <DocumentCameraView setting={setting} onReport={told} onPages={taken} />
      <output id="report" hidden>{report}</output>
      <output id="pages" hidden>{pages}</output>
    </main>
  );
}

function Signing(): ReactNode {
  const [signature, setSignature] = useState<Signature | null>(null);
  const [paper, setPaper] = useState(false);
  return (
    <main style={{ padding: 24 }}>
      <SignatureField title="材料交接：确认已交 3 份材料" onConfirm={setSignature} onPaper={() => setPaper(true)} />
      {signature === null ? null : <SignaturePicture signature={signature} label="签名" />}
      <output id="signature" hidden>{JSON.stringify(signature)}</output>
      <output id="paper" hidden>{String(paper)}</output>
    </main>
  );
}

function Piece(): ReactNode {
  if (wanted === '') return null;
  return wanted === 'signature' ? <Signing /> : <Camera setting={DocumentCameraSetting.parse(JSON.parse(wanted))} />;
}

showPage(<Piece />, 'crashed');
