import type { CounterIdentity } from '../../../shared/contract/counter.ts';
import type { WindowState } from '../../../shared/types/ticket.ts';
import { EMPTY_FORM, chooseItem, judge, type CaseForm, type Verdict } from './case-form.ts';
import { item, windowView } from './fixtures.ts';
import { nextStep, type DeskView, type NextStep } from './next-step.ts';

const identity: CounterIdentity = {
  comparison: 'SAME',
  certType: 'RESIDENT_ID',
  name: '李四',
  certNoMasked: '1****************X',
  source: 'CARD',
  photo: null,
  warnings: [],
};
const gap = { problem: '未提供', demand: '请提供原件' };

function form(...verdicts: Verdict[]): CaseForm {
  const chosen = chooseItem({ ...EMPTY_FORM, applicantName: '李四' }, item());
  return {
    ...chosen,
    materials: chosen.materials.map((line, index) => judge(line, verdicts[index] ?? 'UNCHECKED', { originals: 1, copies: 0 }, gap)),
  };
}

interface Change {
  window?: WindowState;
  hubOnline?: boolean;
  waitingTotal?: number;
  identity?: CounterIdentity | null;
  form?: CaseForm;
  personConfirmed?: boolean;
  document?: DeskView['document'];
}

function step(change: Change): NextStep {
  return nextStep({
    state: {
      hubOnline: change.hubOnline ?? true,
      window: windowView({ state: change.window ?? 'SERVING' }),
      waitingTotal: change.waitingTotal ?? 3,
      identity: change.identity === undefined ? identity : change.identity,
    },
    form: change.form ?? EMPTY_FORM,
    personConfirmed: change.personConfirmed ?? false,
    document: change.document ?? null,
  });
}

describe('nextStep', () => {
  it.each<[string, Change, NextStep]>([
    ['window closed', { window: 'CLOSED' }, 'openWindow'],
    ['window paused', { window: 'PAUSED' }, 'unpause'],
    ['free, people wait', { window: 'OPEN' }, 'next'],
    ['free, nobody waits', { window: 'OPEN', waitingTotal: 0 }, 'waitForTicket'],
    ['free, hub away', { window: 'OPEN', hubOnline: false }, 'waitForHub'],
    ['called', { window: 'CALLING' }, 'start'],
    ['served, no card yet', { identity: null }, 'identify'],
    ['another person', { identity: { ...identity, comparison: 'DIFFERENT' } }, 'confirmPerson'],
    ['another person, explained', { identity: { ...identity, comparison: 'DIFFERENT' }, personConfirmed: true }, 'chooseItem'],
    ['ticket without identity', { identity: { ...identity, comparison: 'NO_TICKET_IDENTITY' } }, 'chooseItem'],
    ['item chosen', { form: form() }, 'checkMaterials'],
    ['one of two checked', { form: form('RECEIVED') }, 'checkMaterials'],
    ['one gap, one not looked at', { form: form('MISSING') }, 'checkMaterials'],
    ['all required received', { form: form('RECEIVED', 'RECEIVED') }, 'accept'],
    ['all received, no name', { form: { ...form('RECEIVED', 'RECEIVED'), applicantName: ' ' } }, 'fillApplicant'],
    ['one gap explained', { form: form('RECEIVED', 'MISSING') }, 'correct'],
    ['two gaps explained', { form: form('REJECTED', 'MISSING') }, 'correct'],
    ['hub away, the case goes on', { hubOnline: false, form: form('RECEIVED', 'RECEIVED') }, 'accept'],
    ['document not printed', { document: { printed: false } }, 'print'],
    ['document printed', { document: { printed: true } }, 'finish'],
    ['document printed, hub away', { document: { printed: true }, hubOnline: false }, 'waitForHub'],
  ])('%s', (_name, change, expected) => {
    expect(step(change)).toBe(expected);
  });
});
