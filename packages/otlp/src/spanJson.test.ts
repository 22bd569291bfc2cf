import { expect, it } from 'vitest';
import { toKeyValues } from './anyValue.js';
import { type SpanRecord, spanFlags, spanToJson } from './spanJson.js';

const ODD = 'quote " back \\ line \n low \u0001 pair \u{1f600} half \ud800';
const VALUES = {
  text: ODD,
  [ODD]: 'odd key',
  integer: 7,
  negative: -0,
  large: 2 ** 53,
  float: 0.1,
  none: Number.NaN,
  yes: true,
  list: ['a', 1, null],
  missing: undefined,
};
const SPAN: SpanRecord = {
  traceId: 'a'.repeat(32),
  spanId: 'b'.repeat(16),
  parentSpanId: 'c'.repeat(16),
  traceState: 'ot=th:0,"x"',
  flags: spanFlags(1, true),
  name: ODD,
  kind: 2,
  startTimeUnixNano: '1795000000000000001',
  endTimeUnixNano: '1795000000000000002',
  attributes: VALUES,
  droppedAttributesCount: 3,
  events: [
    { name: ODD, timeUnixNano: '1', attributes: VALUES, droppedAttributesCount: 1 },
    { name: 'bare', timeUnixNano: '2', attributes: {}, droppedAttributesCount: 0 },
  ],
  droppedEventsCount: 1,
  links: [
    {
      traceId: 'd'.repeat(32),
      spanId: 'e'.repeat(16),
      traceState: 'a=b',
      flags: spanFlags(0, false),
      attributes: { a: 1 },
      droppedAttributesCount: 2,
    },
  ],
  droppedLinksCount: 4,
  statusCode: 2,
  statusMessage: ODD,
};

it('writes what JSON.stringify writes of the same span', () => {
  expect(JSON.parse(spanToJson(SPAN))).toEqual(
    JSON.parse(
      JSON.stringify({
        traceId: SPAN.traceId,
        spanId: SPAN.spanId,
        parentSpanId: SPAN.parentSpanId,
        traceState: SPAN.traceState,
        flags: 0x301,
        name: ODD,
        kind: 2,
        startTimeUnixNano: SPAN.startTimeUnixNano,
        endTimeUnixNano: SPAN.endTimeUnixNano,
        attributes: toKeyValues(VALUES),
        droppedAttributesCount: 3,
        events: [
          { name: ODD, timeUnixNano: '1', attributes: toKeyValues(VALUES), droppedAttributesCount: 1 },
          { name: 'bare', timeUnixNano: '2' },
        ],
        droppedEventsCount: 1,
        links: [
          {
            traceId: 'd'.repeat(32),
            spanId: 'e'.repeat(16),
            traceState: 'a=b',
            flags: 0x100,
            attributes: toKeyValues({ a: 1 }),
            droppedAttributesCount: 2,
          },
        ],
        droppedLinksCount: 4,
        status: { code: 2, message: ODD },
      }),
    ),
  );
});

it('leaves out what is not there', () => {
  const bare = {
    ...SPAN,
    parentSpanId: undefined,
    traceState: undefined,
    attributes: {},
    droppedAttributesCount: 0,
    events: [],
    droppedEventsCount: 0,
    links: [],
    droppedLinksCount: 0,
    statusCode: 0,
    statusMessage: undefined,
  };
  expect(Object.keys(JSON.parse(spanToJson(bare)) as object)).toEqual([
    'traceId',
    'spanId',
    'flags',
    'name',
    'kind',
    'startTimeUnixNano',
    'endTimeUnixNano',
  ]);
});

it('a name that is no text leaves the spans beside it readable', () => {
  const name = undefined as unknown as string;
  const span = JSON.parse(
    spanToJson({
      ...SPAN,
      name,
      events: [{ name, timeUnixNano: '1', attributes: {}, droppedAttributesCount: 0 }],
    }),
  ) as {
    name: string;
    events: { name: string }[];
  };
  expect([span.name, span.events[0]?.name]).toEqual(['undefined', 'undefined']);
});

it('writes ASCII alone, and the same the second time', () => {
  const json = spanToJson(SPAN);
  expect(json).toMatch(/^[\x20-\x7e]*$/);
  expect(spanToJson(SPAN)).toBe(json);
});

it('a text and a number that read the same stay what they are', () => {
  const values = (json: string) => (JSON.parse(json) as { attributes: { value: object }[] }).attributes;
  const write = (value: unknown) => values(spanToJson({ ...SPAN, attributes: { same: value } }));
  for (const _ of [1, 2]) {
    expect(write('7')).toEqual([{ key: 'same', value: { stringValue: '7' } }]);
    expect(write(7)).toEqual([{ key: 'same', value: { intValue: '7' } }]);
  }
});
