import { useEffect } from 'react';
import { Icon } from './icon.tsx';

export interface NumericKeypadProps {
  /** The key left of 0: `X` for identity numbers, none for ticket numbers. */
  extraKey: string | null;
  /** Keys that may be pressed now; null: all. */
  allowed: ReadonlySet<string> | null;
  onKey: (key: string) => void;
  onErase: () => void;
  eraseLabel: string;
}

const DIGITS = ['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const;

/** Ten digits as on a telephone. Keys of a keyboard, where one is plugged in, do the same. */
export function NumericKeypad({ extraKey, allowed, onKey, onErase, eraseLabel }: NumericKeypadProps) {
  const may = (key: string): boolean => allowed === null || allowed.has(key);
  useEffect(() => {
    function pressed(event: KeyboardEvent): void {
      // A box that is typed into takes its keys itself.
      if (event.target instanceof HTMLInputElement) return;
      const key = event.key.toUpperCase();
      if (event.key === 'Backspace') onErase();
      else if ((/^\d$/.test(key) || key === extraKey) && (allowed === null || allowed.has(key))) onKey(key);
    }
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [allowed, extraKey, onErase, onKey]);

  const key = (label: string) => (
    <button key={label} type="button" className="keypad-key numeral" disabled={!may(label)} onClick={() => onKey(label)}>
      {label}
    </button>
  );
  return (
    <div className="keypad">
      {DIGITS.map(key)}
      {extraKey === null ? <span /> : key(extraKey)}
      {key('0')}
      <button type="button" className="keypad-key" aria-label={eraseLabel} onClick={onErase}>
        <Icon name="erase" />
      </button>
    </div>
  );
}
