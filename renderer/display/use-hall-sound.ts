import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { displayContract } from '../../shared/contract/display.ts';
import type { SpeechRole } from '../../shared/contract/speech.ts';
import type { Connection } from '../api/connection.ts';
import { runAnnouncer } from './announcer.ts';
import { createHallSound } from './hall-sound.ts';

export interface HallSoundView {
  /** For a new call. Where a page speaks the gong belongs to the announcement. */
  gong: () => void;
  /** This page is to speak and the browser wants a press before it may. */
  isBlocked: boolean;
  open: () => void;
}

/** The page's loudspeaker for as long as the page is shown. */
export function useHallSound(connection: Connection<typeof displayContract>): HallSoundView {
  const sound = useMemo(() => createHallSound(), []);
  const [role, setRole] = useState<SpeechRole | null>(null);
  const audible = useSyncExternalStore(sound.subscribe, sound.audible);
  useEffect(() => {
    const stop = new AbortController();
    void runAnnouncer(connection, sound, setRole, stop.signal);
    return () => stop.abort();
  }, [connection, sound]);
  const gong = useCallback(() => {
    if (role === 'none') sound.gong();
  }, [role, sound]);
  return { gong, isBlocked: role === 'speaker' && !audible, open: sound.open };
}
