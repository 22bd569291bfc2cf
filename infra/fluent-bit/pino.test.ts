import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { needsNative } from '../testing/needsNative.js';
import { runProgram } from '../testing/runProgram.js';

const SCRIPT = fileURLToPath(new URL('pino.lua', import.meta.url));

/** What the filter makes of a record, which is given as Lua writes it. Fluent Bit itself is not run. */
async function filtered(record: string) {
  const program = `
    dofile(${JSON.stringify(SCRIPT)})
    local code, time, line = pino("app", { sec = 7, nsec = 8 }, ${record})
    print("code=" .. code)
    print("time=" .. string.format("%d.%09d", time.sec, time.nsec))
    for key, value in pairs(line) do print(key .. "=" .. tostring(value)) end`;
  const { code, output } = await runProgram('glua', ['-e', program]);
  expect(code, output).toBe(0);
  return Object.fromEntries(
    output
      .trim()
      .split('\n')
      .map((row) => row.split(/=(.*)/s)),
  );
}

describe.runIf(needsNative(['glua']))('the script of the Fluent Bit route', () => {
  test('gives a pino line its own time, its level by name, and its ids', async () => {
    expect(
      await filtered(`{ throughline_line = "{}", level = 50, time = 1700000000123, msg = "no",
        trace_id = "5b8efff798038103d269b633813fc60c", span_id = "eee19b7ec3c1b175", route = "/cart" }`),
    ).toEqual({
      code: '1',
      time: '1700000000.123000000',
      level: 'error',
      throughline_line: '{}',
      trace_id: '5b8efff798038103d269b633813fc60c',
      span_id: 'eee19b7ec3c1b175',
      route: '/cart',
    });
  });

  test('takes what is no pino line as it came, as info', async () => {
    expect(await filtered(`{ throughline_line = "no JSON" }`)).toEqual({
      code: '1',
      time: '7.000000008',
      level: 'info',
      throughline_line: 'no JSON',
    });
    expect(await filtered(`{ throughline_line = "{}", level = "x", time = "12:00", route = 5 }`)).toEqual({
      code: '1',
      time: '7.000000008',
      level: 'info',
      throughline_line: '{}',
    });
  });
});
