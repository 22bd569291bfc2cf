import { expect, test } from 'vitest';
import { FixtureTrace } from '../fixtures/FixtureTrace.js';
import { barParts } from './barParts.js';
import { buildModel } from './buildModel.js';
import { selfTime } from './childCover.js';
import { networkGaps } from './networkGaps.js';
import type { TraceNode } from './traceTypes.js';

const services = ['browser', 'store'].map((name, i) => ({ name, browser: i === 0, resource: {} }));

function nodes(build: (trace: FixtureTrace) => void): TraceNode[] {
  const trace = new FixtureTrace('t', 1_800_000_000_000, services);
  build(trace);
  return buildModel(trace.detail()).nodes;
}

test('self time leaves out what children cover, where they overlap only once', () => {
  const [root] = nodes((trace) => {
    const id = trace.span({ service: 0, name: 'root', atMs: 0, ms: 100 });
    trace.span({ service: 0, name: 'a', parent: id, atMs: 10, ms: 40 });
    trace.span({ service: 0, name: 'b', parent: id, atMs: 30, ms: 40 });
    trace.span({ service: 0, name: 'outside', parent: id, atMs: 95, ms: 50 });
  });
  expect(root && selfTime(root)).toBe(35e6);
});

test('a call to another service shows the way there and back as network, not as own time', () => {
  const [call] = nodes((trace) => {
    const id = trace.span({ service: 0, name: 'call', kind: 'client', atMs: 0, ms: 100 });
    trace.span({ service: 1, name: 'serve', kind: 'server', parent: id, atMs: 12, ms: 80 });
  });
  const parts = call && barParts(call, 0);
  expect(parts?.own).toEqual([]);
  expect(parts?.network).toEqual([
    { from: 0, to: 12e6 },
    { from: 92e6, to: 100e6 },
  ]);
});

test('a span of the same service below a call is no network', () => {
  const [call] = nodes((trace) => {
    const id = trace.span({ service: 1, name: 'call', kind: 'client', atMs: 0, ms: 100 });
    trace.span({ service: 1, name: 'inner', kind: 'server', parent: id, atMs: 12, ms: 80 });
  });
  expect(call && networkGaps(call)).toBeNull();
});

test('a span with no children is all its own, also one of no length', () => {
  const [whole, point] = nodes((trace) => {
    trace.span({ service: 0, name: 'whole', atMs: 0, ms: 5 });
    trace.span({ service: 0, name: 'point', atMs: 3, ms: 0 });
  });
  expect(whole && barParts(whole, 0).own).toEqual([{ from: 0, to: 5e6 }]);
  expect(point && barParts(point, 0).own).toEqual([{ from: 3e6, to: 3e6 }]);
});
