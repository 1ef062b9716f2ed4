import { createNodeCrypto } from './crypto-port.ts';

const crypto = createNodeCrypto({ pinCostLog2: 10 });

test('SHA-256 and HMAC give the published vectors (FIPS 180-4; RFC 4231 case 2)', () => {
  expect(crypto.sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(crypto.hmacSha256Hex('Jefe', 'what do ya want for nothing?')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});

test('a PIN verifies against its own hash only, and the same PIN hashes differently each time', async () => {
  const stored = await crypto.hashPin('048213');
  expect(await crypto.verifyPin('048213', stored)).toBe(true);
  expect(await crypto.verifyPin('048214', stored)).toBe(false);
  expect(await crypto.hashPin('048213')).not.toBe(stored);
  expect(stored).toMatch(/^scrypt\$10\$8\$1\$/);
});

test.each(['', '048213', 'scrypt$10$8$1$00$00', `scrypt$31$8$1$${'0'.repeat(32)}$${'0'.repeat(64)}`])(
  'a stored text that is none verifies nothing: %s',
  async (stored) => {
    expect(await crypto.verifyPin('048213', stored)).toBe(false);
  },
);

test('the cost in the stored text counts, not the present setting', async () => {
  const stored = await crypto.hashPin('1234');
  expect(await createNodeCrypto({ pinCostLog2: 11 }).verifyPin('1234', stored)).toBe(true);
});

test('random digits have the asked length and use every digit', () => {
  const digits = crypto.randomDigits(600);
  expect(digits).toMatch(/^\d{600}$/);
  expect(new Set(digits).size).toBe(10);
});
