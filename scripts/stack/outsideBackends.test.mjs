import { expect, test } from 'vitest';
import { describeOutside, outsideBackends } from './outsideBackends.mjs';

test('what the environment names is outside; what is empty is not set', () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318', LOKI_URL: ' ', PATH: '/bin' };
  expect(outsideBackends(env)).toEqual({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' });
});

test('the endpoint of the traces counts before the base', () => {
  const outside = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'http://a:4318',
    OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://b:4318/x/v1/traces',
  };
  expect(describeOutside(outside)).toEqual({ traces: 'http://b:4318/x' });
});

test('no secret of a URL is shown', () => {
  const outside = {
    OTEL_EXPORTER_OTLP_ENDPOINT: 'https://me:secret@otlp.example/otlp?key=secret',
    LOKI_URL: 'https://me:secret@loki.example/',
  };
  expect(describeOutside(outside)).toEqual({
    traces: 'https://otlp.example/otlp',
    logs: 'https://loki.example',
  });
});
