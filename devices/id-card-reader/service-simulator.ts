import { createServer, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { fail, ok } from '../../shared/basics/result.ts';
import type { Simulator } from '../core/simulator.ts';
import { SAMPLE_CARDS } from './sample-cards.ts';
import { createSimulatedService, ServiceAction, type ServiceReply } from './simulated-service.ts';

const Control = z.discriminatedUnion('type', [...ServiceAction.options, z.strictObject({ type: z.enum(['unplug', 'plug']) })]);

/** A simulated reader service on a local HTTP port (0: any free one). `unplug` ends the program: connections are refused. */
export async function startReaderServiceSimulator(place: { readonly host: string; readonly port: number }): Promise<Simulator> {
  const service = createSimulatedService(systemClock);
  const server = createServer((request, response) => {
    void service.answer(new URL(request.url ?? '/', 'http://service')).then((reply) => send(reply, response));
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, () => {
      const bound = server.address();
      if (bound === null || typeof bound === 'string') throw new Error('a TCP server has a port');
      resolve(bound.port);
    });
  });

  function shut(): Promise<void> {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    return closed;
  }

  function observe(): unknown {
    return { plugged: server.listening, ...service.observe(), cards: Object.keys(SAMPLE_CARDS) };
  }

  return {
    kind: 'idCardReader',
    address: `http://${place.host}:${port}`,
    control(command) {
      const parsed = Control.safeParse(command);
      if (!parsed.success) return fail(z.prettifyError(parsed.error));
      switch (parsed.data.type) {
        case 'unplug':
          void shut();
          break;
        case 'plug':
          if (!server.listening) server.listen(port, place.host);
          break;
        default:
          service.act(parsed.data);
      }
      return ok(observe());
    },
    observe,
    close: shut,
  };
}

function send(reply: ServiceReply, response: ServerResponse): void {
  switch (reply.type) {
    case 'whole':
      response.writeHead(200, { 'content-type': 'application/json' }).end(reply.body);
      return;
    case 'cut':
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(reply.body) + 100 });
      response.write(reply.body, () => response.destroy());
      return;
    case 'not-found':
      response.writeHead(404).end('404 page not found');
      return;
    case 'never':
      return;
    default:
      assertNever(reply);
  }
}
