import { EventEmitter } from 'node:events';
import { os } from '@orpc/server';
import { createLogLines } from '../../test/helpers/log-lines.ts';
import { createStationService } from './station-service.ts';

class FakePort extends EventEmitter {
  readonly sent: unknown[] = [];
  started = false;
  closed = false;

  postMessage(message: unknown): void {
    this.sent.push(message);
  }

  start(): void {
    this.started = true;
  }

  close(): void {
    this.closed = true;
  }
}

function createService() {
  const happened: string[] = [];
  const { log } = createLogLines();
  const obey = createStationService({
    start: (file) => {
      happened.push(`start ${file}`);
      return Promise.resolve({
        routers: { kiosk: { hello: os.handler(() => 'hello') } },
        cameraPages: ['kiosk'],
        close: () => Promise.resolve(void happened.push('closed')),
      });
    },
    tellShell: (message) => happened.push(`${message.type} ${message.cameraPages.join()}`),
    exit: (code) => happened.push(`exit ${code}`),
    newErrorNo: () => '00000000',
    log,
  });
  return { obey, happened };
}

test('a page talks to its own procedures over its port', async () => {
  const { obey, happened } = createService();
  await obey({ type: 'start', station: '/k.json' }, []);
  expect(happened).toEqual(['start /k.json', 'ready kiosk']);
  const port = new FakePort();
  await obey({ type: 'page', role: 'kiosk' }, [port]);
  expect(port.started).toBe(true);
  port.emit('message', { data: JSON.stringify({ i: '1', p: { u: '/hello' } }) });
  while (port.sent.length === 0) await new Promise((resolve) => setImmediate(resolve));
  expect(port.sent).toEqual([JSON.stringify({ i: '1', p: { b: { json: 'hello' } } })]);
});

test('a page this station has not gets no procedures', async () => {
  const { obey } = createService();
  await obey({ type: 'start', station: '/k.json' }, []);
  const port = new FakePort();
  await obey({ type: 'page', role: 'counter' }, [port]);
  expect([port.started, port.closed]).toEqual([false, true]);
});

test('stop closes the station before the process ends, also when none was started', async () => {
  const { obey, happened } = createService();
  await obey({ type: 'start', station: '/k.json' }, []);
  await obey({ type: 'stop' }, []);
  expect(happened.slice(2)).toEqual(['closed', 'exit 0']);
  const idle = createService();
  await idle.obey({ type: 'stop' }, []);
  expect(idle.happened).toEqual(['exit 0']);
});
