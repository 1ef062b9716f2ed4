import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import { fromHex, toHex } from '../core/bytes.ts';
import { createPrintJob } from './print-job.ts';

describe('node-thermal-printer behind its custom interface', () => {
  test('hands over exactly the prepared bytes, once, and nothing of an earlier job', async () => {
    const sent: string[] = [];
    const job = createPrintJob(async (bytes) => void sent.push(toHex(bytes)));
    await job.run([fromHex('1B 40 1C 26'), fromHex('D6 D0 CE C4 41 0A'), fromHex('1D 56 42 00')]);
    await job.run([fromHex('41')]);
    expect(sent).toEqual(['1B 40 1C 26 D6 D0 CE C4 41 0A 1D 56 42 00', '41']);
  });

  test('a job that could not be sent is not sent again with the next one', async () => {
    const sent: string[] = [];
    let broken = true;
    const job = createPrintJob(async (bytes) => {
      if (broken) throw new Error('pipe is gone');
      sent.push(toHex(bytes));
    });
    await expect(job.run([fromHex('41')])).rejects.toThrow('pipe is gone');
    broken = false;
    await job.run([fromHex('42')]);
    expect(sent).toEqual(['42']);
  });
});

describe('why its own functions are not used', () => {
  function printer(): ThermalPrinter {
    const made: unknown = Reflect.construct(ThermalPrinter, [{
      type: PrinterTypes.EPSON, characterSet: CharacterSet.CHINA, interface: { execute: () => Promise.resolve(), isPrinterConnected: () => Promise.resolve(true) },
    }]);
    if (!(made instanceof ThermalPrinter)) throw new Error('not a printer');
    return made;
  }

  test('Chinese text has no Chinese mode in front of it', () => {
    const subject = printer();
    subject.println('中文A');
    expect(toHex(subject.getBuffer())).toBe('1B 52 0F D6 D0 CE C4 41 0A');
  });

  test('the QR length counts characters, not bytes', () => {
    const subject = printer();
    subject.clear();
    subject.printQR('办事');
    expect(toHex(subject.getBuffer())).toContain('1D 28 6B 05 00 31 50 30 E5 8A 9E E4 BA 8B');
  });

  test('a rare character silently becomes a question mark', () => {
    const subject = printer();
    subject.println('䶮');
    expect(toHex(subject.getBuffer())).toContain('3F 0A');
  });
});
