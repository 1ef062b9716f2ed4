/** Two falling notes, hertz and seconds from the start. */
const NOTES = [[659, 0], [523, 0.35]] as const;
const NOTE_SECONDS = 1.1;

/** Plays a short gong at this time of the context, in seconds, and gives the time at which it has died away. */
export function playGong(audio: BaseAudioContext, at: number): number {
  let end = at;
  for (const [frequency, delay] of NOTES) {
    const start = at + delay;
    end = start + NOTE_SECONDS;
    const tone = new OscillatorNode(audio, { frequency });
    const volume = new GainNode(audio, { gain: 0 });
    volume.gain.setValueAtTime(0.3, start);
    volume.gain.exponentialRampToValueAtTime(0.001, end);
    tone.connect(volume).connect(audio.destination);
    tone.start(start);
    tone.stop(end);
  }
  return end;
}
