import { useCallback, useEffect, useState } from 'react';
import type { DocumentId } from '../../../shared/basics/ids.ts';
import type { CounterClient } from '../client.ts';

export type OpenedDocument =
  | { status: 'loading' }
  | { status: 'failed'; sentence: string }
  /** `url` is a blob of this page; it ends with the component. */
  | { status: 'open'; url: string };

export interface DocumentControl {
  opened: OpenedDocument;
  retry(): void;
}

/** Fetches a document of this hall and holds it as a blob of the page. Another document needs another component (`key`). */
export function useDocument(client: CounterClient, documentId: DocumentId): DocumentControl {
  const [opened, setOpened] = useState<OpenedDocument>({ status: 'loading' });
  const [attempt, setAttempt] = useState(0);

  useEffect(() => {
    let url: string | null = null;
    let left = false;
    async function open(): Promise<void> {
      const answer = await client.openDocument({ documentId });
      if (left) return;
      if (!answer.ok) {
        setOpened({ status: 'failed', sentence: answer.error.sentence });
        return;
      }
      url = URL.createObjectURL(new Blob([bytesOf(answer.value.pdfBase64)], { type: 'application/pdf' }));
      setOpened({ status: 'open', url });
    }

    open().catch(() => {
      if (!left) setOpened({ status: 'failed', sentence: '' });
    });
    return () => {
      left = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [client, documentId, attempt]);

  const retry = useCallback(() => {
    setOpened({ status: 'loading' });
    setAttempt((last) => last + 1);
  }, []);
  return { opened, retry };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
