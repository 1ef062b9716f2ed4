import { ItemId } from '../../shared/basics/ids.ts';
import type { CaseDraft } from '../../shared/contract/counter.ts';
import { SAVE_DELAY_MS, draftSaver } from './draft-saver.ts';

function draft(applicantName: string): CaseDraft {
  return { itemId: ItemId.parse('food-licence'), applicantName, phone: '', materials: [] };
}

describe('draftSaver', () => {
  beforeEach(() => jest.useFakeTimers());
  afterEach(() => jest.useRealTimers());

  function recorded(...answers: (boolean | 'broken')[]): { saver: ReturnType<typeof draftSaver>; sent: string[] } {
    const sent: string[] = [];
    const saver = draftSaver((given) => {
      sent.push(given?.applicantName ?? 'none');
      const answer = answers.shift() ?? true;
      return answer === 'broken' ? Promise.reject(new Error('connection lost')) : Promise.resolve({ ok: answer });
    });
    return { saver, sent };
  }

  it('sends the newest of quick changes once, not later than the delay after the first', async () => {
    const { saver, sent } = recorded();
    saver.schedule(draft('一'));
    await jest.advanceTimersByTimeAsync(SAVE_DELAY_MS - 1);
    saver.schedule(draft('二'));
    expect(sent).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(sent).toEqual(['二']);
    await jest.advanceTimersByTimeAsync(10 * SAVE_DELAY_MS);
    expect(sent).toEqual(['二']);
  });

  it('tries again until the service has it', async () => {
    const { saver, sent } = recorded('broken', false, true);
    saver.schedule(draft('一'));
    await jest.advanceTimersByTimeAsync(10 * SAVE_DELAY_MS);
    expect(sent).toEqual(['一', '一', '一']);
  });

  it('sends nothing after it was cancelled', async () => {
    const { saver, sent } = recorded();
    saver.schedule(draft('一'));
    saver.cancel();
    await jest.advanceTimersByTimeAsync(10 * SAVE_DELAY_MS);
    expect(sent).toEqual([]);
  });

  it('does not send again what was cancelled while it was under way', async () => {
    const { saver, sent } = recorded('broken');
    saver.schedule(draft('一'));
    jest.advanceTimersByTime(SAVE_DELAY_MS);
    saver.cancel();
    await jest.advanceTimersByTimeAsync(10 * SAVE_DELAY_MS);
    expect(sent).toEqual(['一']);
  });
});
