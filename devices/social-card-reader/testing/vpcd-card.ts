import { connect } from 'node:net';
import { fromHex } from '../../core/bytes.ts';
import { SAMPLE_SOCIAL_CARDS } from '../sample-cards.ts';
import { CARD_HABITS, createVirtualCard, type CardHabit } from '../virtual-card.ts';

/*
 * Puts a made-up card into the virtual slot of Debian's vsmartcard-vpcd, so that the whole real path can be tried: this
 * program – vpcd – pcscd – the PC/SC library – the driver. `node devices/social-card-reader/testing/vpcd-card.ts [habits…]`;
 * ending it takes the card out. See docs/devices/social-card-reader.md.
 */

/** vpcd's port, and the one message of a single byte that wants an answer; longer ones are commands, two bytes of length before each. */
const VPCD_PORT = 35_963;
const ASKS_FOR_ATR = 4;
/** T=0, no historical bytes; nothing looks at it. */
const ATR = fromHex('3B 00');

const habits = new Set(process.argv.slice(2).filter((word): word is CardHabit => CARD_HABITS.some((habit) => habit === word)));
const card = createVirtualCard(SAMPLE_SOCIAL_CARDS['li-si'], habits);
const socket = connect(VPCD_PORT, '127.0.0.1');
let received = Buffer.alloc(0);

socket.on('error', (error) => process.stderr.write(`${error.message}: are pcscd and vsmartcard-vpcd running?\n`));
socket.on('data', (chunk) => {
  received = Buffer.concat([received, chunk]);
  while (received.length >= 2 && received.length >= 2 + received.readUInt16BE(0)) {
    const end = 2 + received.readUInt16BE(0);
    handle(received.subarray(2, end));
    received = received.subarray(end);
  }
});

function handle(message: Buffer): void {
  if (message.length > 1) {
    const answer = card.answer(message);
    process.stdout.write(`${message.toString('hex')} -> ${Buffer.from(answer).toString('hex')}\n`);
    send(answer);
  } else if (message[0] === ASKS_FOR_ATR) send(ATR);
}

function send(bytes: Uint8Array): void {
  socket.write(Buffer.concat([Uint8Array.of(bytes.length >> 8, bytes.length & 0xff), bytes]));
}
