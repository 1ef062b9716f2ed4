import { Component, StrictMode } from 'react';
import type { ReactNode } from 'react';
import { createRoot } from 'react-dom/client';

const RELOAD_MS = 3000;

/** A fault in a page must not leave a dark screen in the hall: it says so and starts afresh. */
class CrashGuard extends Component<{ sentence: string; children: ReactNode }, { crashed: boolean }> {
  override state = { crashed: false };

  static getDerivedStateFromError(): { crashed: boolean } {
    return { crashed: true };
  }

  override componentDidCatch(): void {
    setTimeout(() => location.reload(), RELOAD_MS);
  }

  override render(): ReactNode {
    return this.state.crashed ? <p className="crash">{this.props.sentence}</p> : this.props.children;
  }
}

/** Puts a page into `#root`. `crashSentence` is shown while it restarts after a fault of its own. */
export function showPage(page: ReactNode, crashSentence: string): void {
  const root = document.getElementById('root');
  if (root === null) throw new Error('the page has no #root');
  createRoot(root).render(
    <StrictMode>
      <CrashGuard sentence={crashSentence}>{page}</CrashGuard>
    </StrictMode>,
  );
}
