import { expect, test } from 'vitest';
import { readTraceView, writeTraceView } from './traceView.js';

test('the address of a trace keeps span, zoom, toggles and folds', () => {
  const view = {
    span: '00000000000000a1',
    zoom: { from: 1_000, to: 5_000_000 },
    logs: true,
    criticalPath: false,
    toggled: new Set(['00000000000000b2']),
    q: 'sql',
  };
  expect(readTraceView(writeTraceView(view))).toEqual(view);
});

test('the address of a trace ignores nonsense', () => {
  const view = readTraceView('?span=<script>&zoom=9-3');
  expect(writeTraceView(view)).toBe('');
});
