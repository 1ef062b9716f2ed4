import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { padContract } from '../../shared/contract/pad.ts';
import { startMessagePortCarrier, startWebSocketCarrier } from './lines.ts';
import type { CarrierUnderTest, Line } from './lines.ts';
import { oddFrames } from './odd-frames.ts';
import { BROKEN_INVITATION, createSamplePad, GONE_INVITATION } from './sample-router.ts';
import type { SamplePad } from './sample-router.ts';

const CARRIERS = [
  { name: 'WebSocket', start: startWebSocketCarrier },
  { name: 'MessagePort', start: startMessagePortCarrier },
];

function clientOn(line: Line): ContractRouterClient<typeof padContract> {
  return createORPCClient(line.link);
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe.each(CARRIERS)('pages over $name', ({ start }) => {
  let pad: SamplePad;
  let carrier: CarrierUnderTest;
  let line: Line;

  beforeEach(async () => {
    pad = createSamplePad();
    carrier = await start(pad);
    line = await carrier.connect();
  });

  afterEach(async () => {
    line.hangUp();
    await carrier.stop();
  });

  test('a call reaches its procedure and the answer comes back', async () => {
    expect(await clientOn(line).rate({ invitationId: 'I1', level: 5 })).toEqual({ ok: true, value: {} });
    expect(pad.rated).toEqual([5]);
  });

  test('a refusal is a value with a code and a sentence', async () => {
    expect(await clientOn(line).rate({ invitationId: GONE_INVITATION, level: 1 })).toEqual({
      ok: false,
      error: { code: 'INVITATION_GONE', sentence: '评价时间已过，谢谢您' },
    });
  });

  test('input that does not fit is refused before the procedure, and the log names the place, not the value', async () => {
    const wrong: unknown = JSON.parse('{"invitationId":"SECRET-4711","level":9}');
    await expect(line.link.call(['rate'], wrong, { context: {} })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    expect(pad.rated).toEqual([]);
    const logged = carrier.logLines.join('');
    expect(logged).toContain('"procedure":"rate","reason":"BAD_REQUEST","at":["level"]');
    expect(logged).not.toContain('SECRET-4711');
  });

  test('a procedure that is not there is refused', async () => {
    await expect(line.link.call(['login'], {}, { context: {} })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('a bug gives an error number and nothing of what was in it', async () => {
    const call = clientOn(line).rate({ invitationId: BROKEN_INVITATION, level: 3 });
    await expect(call).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      message: expect.stringMatching(/^系统出现内部错误，请把编号 [0-9A-F]{8} 告诉管理员$/),
    });
    await expect(call).rejects.not.toMatchObject({ message: expect.stringContaining('李四') });
    const logged = carrier.logLines.join('');
    expect(logged).toContain('"kind":"Error"');
    expect(logged).not.toMatch(/李四|11010519491231002X/);
  });

  test('a stream delivers what is there and what comes later, in order', async () => {
    const seen: (string | undefined)[] = [];
    for await (const state of await clientOn(line).watch()) {
      seen.push(state.invitation?.ticketNo);
      if (seen.length === 4) break;
      if (seen.length === 1) ['A002', 'A003', 'A004'].forEach((no) => pad.publish(no));
    }
    expect(seen).toEqual(['A001', 'A002', 'A003', 'A004']);
  });

  test('a stream that the page leaves ends in the service', async () => {
    const stop = new AbortController();
    const stream = await clientOn(line).watch(undefined, { signal: stop.signal });
    await stream.next();
    expect(pad.watching()).toBe(1);
    stop.abort();
    await until(() => pad.watching() === 0);
  });

  test('a page that is gone leaves no stream behind', async () => {
    const stream = await clientOn(line).watch();
    await stream.next();
    line.hangUp();
    await until(() => pad.watching() === 0);
  });

  test('type marks that point at the prototype do nothing', async () => {
    for (const mark of [[1, '__proto__', 'polluted'], [0, 'constructor', 'prototype', 'polluted'], [5, 'json', '__proto__']]) {
      const frame = { i: '9', p: { u: '/rate', b: { json: { invitationId: 'I1', level: 5 }, meta: [mark] } } };
      line.sendRaw(JSON.stringify(frame));
    }
    await clientOn(line).rate({ invitationId: 'I1', level: 4 });
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  test('300 frames no page would send: each is refused before the procedure and ends the connection', async () => {
    const frames = oddFrames();
    expect(frames).toHaveLength(300);
    for (const { frame } of frames) {
      const victim = await carrier.connect();
      victim.sendRaw(frame);
      await victim.ended;
    }
    expect(pad.rated).toEqual([]);
    expect(carrier.logLines.filter((text) => text.includes('refused') || text.includes('broken'))).toHaveLength(300);
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(await clientOn(line).rate({ invitationId: 'I1', level: 5 })).toEqual({ ok: true, value: {} });
  });
});
