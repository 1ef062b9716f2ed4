/** Two falling notes, hertz and seconds from the start. */
const NOTES = [[659, 0], [523, 0.35]] as const;
const NOTE_SECONDS = 1.1;

/** Plays a short gong where the browser lets a page sound without a touch; otherwise the hall has its voice. */
export function createGong(): () => void {
  const audio = new AudioContext();
  return () => {
    if (audio.state !== 'running') return;
    for (const [frequency, delay] of NOTES) {
      const start = audio.currentTime + delay;
      const tone = new OscillatorNode(audio, { frequency });
      const volume = new GainNode(audio, { gain: 0 });
      volume.gain.setValueAtTime(0.3, start);
      volume.gain.exponentialRampToValueAtTime(0.001, start + NOTE_SECONDS);
      tone.connect(volume).connect(audio.destination);
      tone.start(start);
      tone.stop(start + NOTE_SECONDS);
    }
  };
}
