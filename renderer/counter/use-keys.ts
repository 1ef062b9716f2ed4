import { createContext, useContext, useEffect, useRef } from 'react';
import { operationOfKey } from './rules/operations.ts';

/** False while a dialog is open: keys then belong to it. */
export const KeysEnabled = createContext(true);

/** Listens to the whole window's keys while the component is shown and no dialog is open. */
export function useKeys(handle: (event: KeyboardEvent) => void): void {
  const enabled = useContext(KeysEnabled);
  const latest = useRef(handle);
  useEffect(() => {
    latest.current = handle;
  });
  useEffect(() => {
    if (!enabled) return undefined;
    const listen = (event: KeyboardEvent): void => latest.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [enabled]);
}

/** Takes the browser's own use of the operation keys away (F5 reloads, F7 asks, F1 helps), in dialogs too. */
export function useGuardedOperationKeys(): void {
  useEffect(() => {
    const guard = (event: KeyboardEvent): void => {
      if (operationOfKey(event.key) !== null) event.preventDefault();
    };
    window.addEventListener('keydown', guard);
    return () => window.removeEventListener('keydown', guard);
  }, []);
}
