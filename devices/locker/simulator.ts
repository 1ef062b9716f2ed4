import { z } from 'zod';
import { assertNever } from '../../shared/basics/assert-never.ts';
import { systemClock } from '../../shared/basics/clock.ts';
import { openSimulatorPort } from '../core/simulator-port.ts';
import { controlWith } from '../core/simulator-control.ts';
import type { Simulator, SimulatorPlace } from '../core/simulator.ts';
import { protocolOf } from './options.ts';
import { createVirtualCabinet, type CabinetSight } from './virtual-cabinet.ts';

const Board = z.number().int().min(0).max(255);
const Place = { board: Board.default(1), lock: z.number().int().min(1).max(64) };

/** What a person, a wire or an accident can do to the simulated cabinet. */
export const LockerControl = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('unplug') }),
  z.strictObject({ type: z.literal('plug') }),
  z.strictObject({ type: z.literal('open-by-hand'), ...Place }),
  z.strictObject({ type: z.literal('close-door'), ...Place }),
  z.strictObject({ type: z.literal('jam'), jammed: z.boolean().default(true), ...Place }),
  z.strictObject({ type: z.literal('board'), board: Board, present: z.boolean() }),
  z.strictObject({
    type: z.literal('fault'),
    fault: z.discriminatedUnion('type', [
      z.strictObject({ type: z.enum(['none', 'mute', 'bad-check', 'split', 'dead-coils']) }),
      z.strictObject({ type: z.literal('late'), ms: z.number().int().min(0).max(5_000) }),
    ]),
  }),
]);
export type LockerControl = z.infer<typeof LockerControl>;

/** The cabinet that is simulated; by default the one the driver expects by default. */
export const LockerSimulatorOptions = z.strictObject({
  protocol: z.enum(['xor-8a', 'wkly', 'kerong-cu16']).default('xor-8a'),
  locksPerBoard: z.number().int().min(1).max(64).optional(),
  /** Default: one board with the lowest number. */
  boards: z.array(Board).min(1).optional(),
  closedReads: z.union([z.literal(0), z.literal(1)]).default(1),
  tellsChanges: z.boolean().default(false),
});

export interface LockerSimulator extends Simulator {
  readonly kind: 'locker';
  observe(): CabinetSight;
}

/** A cabinet on a TCP port (a serial server) or a pseudo-terminal. */
export async function startLockerSimulator(place: SimulatorPlace, options: z.input<typeof LockerSimulatorOptions> = {}): Promise<LockerSimulator> {
  const { boards, ...parsed } = LockerSimulatorOptions.parse(options);
  const protocol = protocolOf(parsed);
  const cabinet = createVirtualCabinet({ ...parsed, protocol, boards: boards ?? [protocol.firstBoard], clock: systemClock });
  const port = await openSimulatorPort(place, cabinet.attach);

  function apply(command: LockerControl): void {
    switch (command.type) {
      case 'unplug':
        return port.unplug();
      case 'plug':
        return port.plug();
      case 'open-by-hand':
        return cabinet.move(command.board, command.lock, true);
      case 'close-door':
        return cabinet.move(command.board, command.lock, false);
      case 'jam':
        return cabinet.jam(command.board, command.lock, command.jammed);
      case 'board':
        return cabinet.setBoard(command.board, command.present);
      case 'fault':
        return cabinet.setFault(command.fault);
      default:
        return assertNever(command);
    }
  }

  return {
    kind: 'locker',
    address: port.address,
    control: controlWith(LockerControl, apply),
    observe: cabinet.see,
    close: port.close,
  };
}
