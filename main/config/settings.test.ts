import { FIRST_SETTINGS, openSettings, type SettingsFile } from './settings.ts';

/** A file whose content is text, as it lies on the disk; null: not there yet. */
function fileWith(text: string | null): SettingsFile & { text(): string | null } {
  let content = text;
  return {
    read: () => (content === null ? {} : JSON.parse(content)),
    write: (values) => {
      content = JSON.stringify(values);
    },
    text: () => content,
  };
}

const GOOD = '{"shellFile":"/etc/hall/shell.json"}';

test('a first start begins with nothing remembered', () => {
  const { settings, origin } = openSettings(fileWith(null), fileWith(null));
  expect(origin).toBe('first-start');
  expect(settings.values()).toEqual(FIRST_SETTINGS);
});

test('good settings are used and copied', () => {
  const copy = fileWith(null);
  const { settings, origin } = openSettings(fileWith(GOOD), copy);
  expect(origin).toBe('file');
  expect(settings.values()).toEqual({ shellFile: '/etc/hall/shell.json' });
  expect(copy.text()).toBe(GOOD);
});

test.each([['{"shellFile":"/etc'], ['{"shellFile":7}'], ['{"unknown":1}'], ['[]7']])('damaged by %s: the last good copy is used and named', (text) => {
  const { settings, origin } = openSettings(fileWith(text), fileWith(GOOD));
  expect(origin).toBe('last-good-copy');
  expect(settings.values()).toEqual({ shellFile: '/etc/hall/shell.json' });
});

test('both damaged: nothing is guessed', () => {
  expect(() => openSettings(fileWith('{'), fileWith('{'))).toThrow('设置文件已损坏');
});

test('damaged without a copy: nothing is guessed', () => {
  expect(() => openSettings(fileWith('{'), fileWith(null))).toThrow('设置文件已损坏');
});

test('a change is kept in both files', () => {
  const file = fileWith(null);
  const copy = fileWith(null);
  openSettings(file, copy).settings.change({ shellFile: '/a.json' });
  expect([file.text(), copy.text()]).toEqual(['{"shellFile":"/a.json"}', '{"shellFile":"/a.json"}']);
});
