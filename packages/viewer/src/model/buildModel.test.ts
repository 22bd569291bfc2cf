import { describe, expect, test } from 'vitest';
import type { TraceDetail } from '../api/types.js';
import { checkoutTrace } from '../fixtures/checkoutTrace.js';
import { FixtureTrace } from '../fixtures/FixtureTrace.js';
import { largeTrace } from '../fixtures/largeTrace.js';
import { buildModel } from './buildModel.js';
import type { TraceModel } from './traceTypes.js';

const START = 1_800_000_000_000;
const services = ['browser', 'store'].map((name, i) => ({ name, browser: i === 0, resource: {} }));

function named(model: TraceModel, name: string) {
  const node = model.nodes.find((candidate) => candidate.span.name === name);
  if (!node) throw new Error(`no span ${name}`);
  return node;
}

function tree(model: TraceModel): string[] {
  return model.nodes.map((node) => `${'  '.repeat(node.depth)}${node.span.name}`);
}

describe('the tree', () => {
  test('puts children under their parents, in order of their start', () => {
    const trace = new FixtureTrace('t', START, services);
    const root = trace.span({ service: 0, name: 'root', atMs: 0, ms: 10 });
    trace.span({ service: 1, name: 'second', parent: root, atMs: 5, ms: 1 });
    const first = trace.span({ service: 1, name: 'first', parent: root, atMs: 2, ms: 1 });
    trace.span({ service: 1, name: 'below', parent: first, atMs: 2, ms: 1 });
    expect(tree(buildModel(trace.detail()))).toEqual(['root', '  first', '    below', '  second']);
  });

  test('keeps a span whose parent has not arrived, as a root that says so', () => {
    const trace = new FixtureTrace('t', START, services);
    trace.span({ service: 1, name: 'orphan', parent: 'ffff', atMs: 0, ms: 3 });
    trace.span({ service: 0, name: 'root', atMs: 1, ms: 10 });
    const model = buildModel(trace.detail());
    expect(model.roots.map((node) => [node.span.name, node.parentMissing])).toEqual([
      ['root', false],
      ['orphan', true],
    ]);
  });

  test('cuts a ring of parents and keeps each span once, also one that arrived twice', () => {
    const trace = new FixtureTrace('t', START, services);
    trace.span({ service: 0, name: 'a', parent: '0000000000000002', atMs: 0, ms: 1 });
    trace.span({ service: 0, name: 'b', parent: '0000000000000001', atMs: 0, ms: 1 });
    trace.span({ service: 0, name: 'self', parent: '0000000000000003', atMs: 0, ms: 1 });
    const detail = trace.detail();
    const model = buildModel({ ...detail, spans: [...detail.spans, ...detail.spans] });
    expect(model.nodes.map((node) => node.span.name).sort()).toEqual(['a', 'b', 'self']);
  });

  test('takes a chain of 50,000 spans without running out of stack', () => {
    const trace = new FixtureTrace('t', START, services);
    let parent: string | null = null;
    for (let i = 0; i < 50_000; i += 1)
      parent = trace.span({ service: 0, name: `s${i}`, parent, atMs: 0, ms: 1 });
    const detail: TraceDetail = { ...trace.detail() };
    expect(buildModel(detail).nodes.at(-1)?.depth).toBe(49_999);
  });

  test('counts what is below each span', () => {
    const model = buildModel(checkoutTrace('t', START));
    expect(model.roots[0]?.descendantCount).toBe(59);
    expect(model.roots[0]?.errorsBelow).toBe(6);
    expect(model.durationNs).toBe(412e6);
  });

  test('opens with nothing in it', () => {
    const model = buildModel(new FixtureTrace('t', START, []).detail());
    expect([model.nodes, model.durationNs]).toEqual([[], 0]);
  });
});

test('errors are counted where they began, not in each span that they passed', () => {
  const model = buildModel(checkoutTrace('t', START));
  expect(model.errorOrigins.map((node) => node.span.name)).toEqual(['payments.charge']);
});

describe('clocks that disagree', () => {
  test('a server that began before it was called moves into its call, with all below and its lines', () => {
    const right = buildModel(checkoutTrace('t', START));
    const skewed = buildModel(checkoutTrace('t', START, { skewMs: -300 }));
    expect(skewed.shifts.map(({ service, shiftNs }) => [service.name, shiftNs / 1e6])).toEqual([
      ['payments', 299.5],
    ]);
    for (const name of ['POST /charge', 'payments.charge']) {
      expect(Math.abs(named(skewed, name).startNs - named(right, name).startNs)).toBeLessThan(1e6);
    }
    const at = (model: TraceModel) => model.logs.find((log) => log.line.level === 'error')?.atNs ?? 0;
    expect(Math.abs(at(skewed) - at(right))).toBeLessThan(1e6);
    expect(skewed.durationNs).toBe(right.durationNs);
  });

  test('a server that began after its caller had the answer moves back', () => {
    const model = buildModel(checkoutTrace('t', START, { skewMs: 5_000 }));
    expect(model.shifts[0]?.shiftNs).toBeLessThan(-4_900e6);
    expect(model.durationNs).toBe(412e6);
  });

  test('a server that only ends late stays where it is', () => {
    const trace = new FixtureTrace('t', START, services);
    const call = trace.span({ service: 0, name: 'call', kind: 'client', atMs: 0, ms: 10 });
    trace.span({ service: 1, name: 'stream', kind: 'server', parent: call, atMs: 2, ms: 50 });
    const model = buildModel(trace.detail());
    expect(model.shifts).toEqual([]);
    expect(named(model, 'stream').startNs).toBe(2e6);
  });
});

describe('the critical path', () => {
  test('goes through the span that was waited for, not through one that ran beside it', () => {
    const trace = new FixtureTrace('t', START, services);
    const root = trace.span({ service: 0, name: 'root', atMs: 0, ms: 100 });
    trace.span({ service: 1, name: 'slow', parent: root, atMs: 10, ms: 80 });
    trace.span({ service: 1, name: 'beside', parent: root, atMs: 20, ms: 30 });
    const model = buildModel(trace.detail());
    const path = (name: string) => model.criticalPath.get(named(model, name));
    expect(path('slow')).toEqual([{ from: 10e6, to: 90e6 }]);
    expect(path('beside')).toBeUndefined();
    expect(path('root')).toEqual([
      { from: 0, to: 10e6 },
      { from: 90e6, to: 100e6 },
    ]);
  });

  test('follows a child that outlives its parent', () => {
    const trace = new FixtureTrace('t', START, services);
    const root = trace.span({ service: 0, name: 'root', atMs: 0, ms: 20 });
    trace.span({ service: 1, name: 'after', parent: root, atMs: 15, ms: 40 });
    const model = buildModel(trace.detail());
    expect(model.criticalPath.get(named(model, 'after'))).toEqual([{ from: 15e6, to: 55e6 }]);
  });

  test('covers each moment at most once, in a trace of 3,000 spans', () => {
    const model = buildModel(largeTrace('t', START, 3_000));
    const parts = [...model.criticalPath.values()].flat().sort((a, b) => a.from - b.from);
    expect(parts.length).toBeGreaterThan(10);
    for (const [i, part] of parts.entries()) {
      const next = parts[i + 1];
      if (next) expect(next.from).toBeGreaterThanOrEqual(part.to - 1);
    }
  });
});

test('a line without a known span goes to the root; lines are in order of time', () => {
  const trace = new FixtureTrace('t', START, services);
  const root = trace.span({ service: 0, name: 'root', atMs: 0, ms: 10 });
  trace.log(1, 'info', 8, 'later', 'ffff');
  trace.log(0, 'info', 3, 'sooner', root);
  const model = buildModel(trace.detail());
  expect(model.roots[0]?.logs.map((log) => log.line.message)).toEqual(['sooner', 'later']);
});
