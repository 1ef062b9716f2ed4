import { allowedKeys, shownGroups, typingProblem } from './id-typing.ts';

/** Published test vector, no real person. */
const NUMBER = '11010519491231002X';

function told(typed: string, reveal: boolean): string {
  return shownGroups(typed, reveal).map((group) => group.map((place) => place ?? '_').join('')).join(' ');
}

test('X may be typed in the last place only, nothing after it', () => {
  expect(allowedKeys('').has('X')).toBe(false);
  expect(allowedKeys(NUMBER.slice(0, 16)).has('X')).toBe(false);
  expect(allowedKeys(NUMBER.slice(0, 17)).has('X')).toBe(true);
  expect(allowedKeys(NUMBER).size).toBe(0);
});

test('a number is judged when it is complete', () => {
  expect(typingProblem(NUMBER.slice(0, 17))).toBeNull();
  expect(typingProblem(NUMBER)).toBeNull();
  expect(typingProblem('110105194912310021')).toContain('请核对');
  expect(typingProblem('110105194913310020')).toContain('出生日期');
});

test.each([
  ['', false, '______ ________ ____'],
  ['110', false, '110___ ________ ____'],
  ['1101051', false, '●●●●●● 1_______ ____'],
  ['110105194912310', false, '●●●●●● ●●●●●●●● 0___'],
  [NUMBER, false, '●●●●●● ●●●●●●●● 002X'],
  [NUMBER, true, '110105 19491231 002X'],
])('%s with reveal %s is shown as %s', (typed, reveal, shown) => {
  expect(told(typed, reveal)).toBe(shown);
});
