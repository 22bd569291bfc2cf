import { expect, test } from 'vitest';
import * as semconv from './index.js';

const definitions = Object.values<unknown>(semconv).filter(
  (value): value is semconv.MetricDefinition =>
    typeof value === 'object' && value !== null && 'help' in value,
);

test('metric names and labels follow the rules of Prometheus', () => {
  expect(definitions.length).toBeGreaterThan(0);
  for (const definition of definitions) {
    expect(definition.name).toMatch(/^[a-z][a-z0-9_]*$/);
    if (definition.type === 'counter') expect(definition.name).toMatch(/_total$/);
    else expect(definition.name).not.toMatch(/_total$/);
    for (const label of definition.labels) expect(label).toMatch(/^[a-z][a-z0-9_]*$/);
    if (definition.type === 'histogram') {
      const bounds = definition.buckets ?? [];
      expect(bounds.length).toBeGreaterThan(1);
      expect([...bounds].sort((a, b) => a - b)).toEqual(bounds);
    }
  }
});

test('no name is given twice', () => {
  const names = definitions.map((definition) => definition.name);
  expect(new Set(names).size).toBe(names.length);
});
