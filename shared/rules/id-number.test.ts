import { seededRandom } from '../basics/seeded-random.ts';
import { idNumberCheckDigit, parseIdNumber } from './id-number.ts';

/** An independent checker: ISO 7064 MOD 11-2 by its recursive definition instead of the table of weights. */
function checksByDefinition(number: string): boolean {
  let product = 0;
  for (const character of number.slice(0, 17)) product = ((product + Number(character)) * 2) % 11;
  const last = number.charAt(17) === 'X' ? 10 : Number(number.charAt(17));
  return (product + last) % 11 === 1;
}

function digits(value: number, length: number): string {
  return String(value).padStart(length, '0');
}

describe('idNumberCheckDigit', () => {
  test.each(['11010519491231002X', '440524188001010014', '110101199003070011', '931586198001010028', '810000199408230021', '830000199201300022'])(
    'agrees with the published number %s',
    (number) => expect(idNumberCheckDigit(number.slice(0, 17))).toBe(number.charAt(17)),
  );

  test('agrees with an independent checker on 10,000 numbers, and every other last character is refused', () => {
    const random = seededRandom(20261121);
    for (let i = 0; i < 10_000; i += 1) {
      const year = 1900 + Math.floor(random() * 126);
      const month = 1 + Math.floor(random() * 12);
      const day = 1 + Math.floor(random() * 28);
      const first17 =
        digits(100000 + Math.floor(random() * 700000), 6) + digits(year, 4) + digits(month, 2) + digits(day, 2) + digits(Math.floor(random() * 1000), 3);
      const right = [...'0123456789X'].filter((last) => checksByDefinition(first17 + last));
      const accepted = [...'0123456789X'].filter((last) => parseIdNumber(first17 + last).ok);
      expect(right).toHaveLength(1);
      expect(accepted).toEqual(right);
    }
  });
});

describe('parseIdNumber', () => {
  test('tells birth and sex', () => {
    expect(parseIdNumber(' 11010519491231002x ')).toEqual({
      ok: true,
      value: { number: '11010519491231002X', birth: '19491231', sex: 'female' },
    });
    expect(parseIdNumber('110101199003070011')).toMatchObject({ ok: true, value: { sex: 'male' } });
  });

  test('gives a 15-digit number its present form', () => {
    expect(parseIdNumber('110105491231002')).toEqual({
      ok: true,
      value: { number: '11010519491231002X', birth: '19491231', sex: 'female' },
    });
  });

  test.each([
    ['', 'LENGTH'],
    ['1101051949123100', 'LENGTH'],
    ['1101051949123100222', 'LENGTH'],
    ['11010519491231X022', 'CHARACTERS'],
    ['1101054912310X2', 'CHARACTERS'],
    ['110105194912310020', 'CHECK_DIGIT'],
    ['11010519491331002X', 'BIRTH_DATE'],
    ['110105195002290020', 'BIRTH_DATE'],
    ['110105491331002', 'BIRTH_DATE'],
    ['110105000012310020', 'BIRTH_DATE'],
  ])('refuses %s: %s', (text, code) => expect(parseIdNumber(text)).toMatchObject({ ok: false, error: { code } }));

  test('knows leap years', () => {
    const first17 = '11010520000229002';
    expect(parseIdNumber(first17 + idNumberCheckDigit(first17)).ok).toBe(true);
    const never = '11010519000229002';
    expect(parseIdNumber(never + idNumberCheckDigit(never))).toMatchObject({ ok: false, error: { code: 'BIRTH_DATE' } });
  });
});
