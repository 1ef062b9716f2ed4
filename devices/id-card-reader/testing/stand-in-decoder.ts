import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Stands in for a hall's photo decoder: `node stand-in-decoder.ts <how> <input> <output>`. */
const [how = '', input = '', output = ''] = process.argv.slice(2);
const photo = readFileSync(input);
switch (how) {
  case 'well':
    // The length read, and who may open the folder and the file, stand where the picture's points would be.
    writeFileSync(output, `BM ${photo.length} ${(statSync(dirname(input)).mode & 0o777).toString(8)} ${(statSync(input).mode & 0o777).toString(8)} ${input}`);
    break;
  case 'no-picture':
    writeFileSync(output, 'sorry');
    break;
  case 'huge':
    writeFileSync(output, Buffer.concat([Buffer.from('BM'), Buffer.alloc(300_000)]));
    break;
  case 'failing':
    writeFileSync(output, 'BM half a picture');
    process.exitCode = 3;
    break;
  case 'hanging':
    writeFileSync(output, 'BM half a picture');
    await wait(60_000);
    break;
  case 'silent':
    break;
}
