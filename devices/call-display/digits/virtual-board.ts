import { createStripFace, type CardFault, type VirtualStrip } from '../virtual-strip.ts';
import { boardFrame, createBoardParser, type BoardFormat } from './protocol.ts';

/** A digit board without a socket. It obeys what it understands and never answers. */
export function createVirtualBoard(format: BoardFormat): VirtualStrip {
  const face = createStripFace();
  let fault: CardFault = { type: 'none' };

  function show(digits: string): void {
    if (fault.type === 'hang') return;
    face.keepFrame(boardFrame(format, digits === '' ? null : digits));
    // The same number again changes nothing that a person could see.
    if (digits !== face.see().text) face.show(digits);
  }

  return {
    attach(peer) {
      const parser = createBoardParser(format);
      peer.onData((chunk) => parser.push(chunk).forEach(show));
    },
    faults: ['none', 'hang'],
    setFault: (next) => void (fault = next),
    losePower: face.clear,
    see: face.see,
  };
}
