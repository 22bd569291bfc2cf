import type { SpanProcessor } from '@opentelemetry/sdk-trace-node';
import { describe, expect, it } from 'vitest';
import { resolveConfiguration } from './resolveConfiguration.js';

describe('resolveConfiguration', () => {
  it('has defaults that export nothing', () => {
    expect(resolveConfiguration({}, {})).toMatchObject({
      serviceName: 'unknown_service:node',
      environment: 'development',
      traces: undefined,
      loki: undefined,
      sampler: 'parentbased_always_on',
      logLevel: 'info',
      logStdout: 'pretty',
      disabled: false,
    });
  });

  it('prefers code to the environment, and the environment to the default', () => {
    const env = { OTEL_SERVICE_NAME: 'env', THROUGHLINE_LOG_LEVEL: 'warn', NODE_ENV: 'production' };
    expect(resolveConfiguration({ serviceName: 'code' }, env)).toMatchObject({
      serviceName: 'code',
      logLevel: 'warn',
      environment: 'production',
      logStdout: 'json',
    });
  });

  it('appends the path to the base endpoint and takes the full one as it is', () => {
    const url = (env: Record<string, string>) => resolveConfiguration({}, env).traces?.url.href;
    expect(url({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318/base/' })).toBe('http://c:4318/base/v1/traces');
    expect(url({ OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: 'http://c:4318/own' })).toBe('http://c:4318/own');
  });

  it('reads resource attributes and headers percent-encoded', () => {
    const configuration = resolveConfiguration(
      {},
      {
        OTEL_RESOURCE_ATTRIBUTES: 'team=a%2Cb,deployment.environment.name=staging,service.name=from-list',
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c',
        OTEL_EXPORTER_OTLP_HEADERS: 'authorization=Bearer%20x=',
      },
    );
    expect(configuration.resourceAttributes.team).toBe('a,b');
    expect(configuration.environment).toBe('staging');
    expect(configuration.serviceName).toBe('from-list');
    expect(configuration.traces?.headers).toEqual({ authorization: 'Bearer x=' });
  });

  it.each([
    [
      { OTEL_TRACES_SAMPLER: 'sometimes' },
      /OTEL_TRACES_SAMPLER is "sometimes": it must be one of always_on, /,
    ],
    [{ OTEL_TRACES_SAMPLER_ARG: '2' }, /OTEL_TRACES_SAMPLER_ARG is "2": it must be a number from 0 to 1/],
    [{ THROUGHLINE_LOG_LEVEL: 'loud' }, /THROUGHLINE_LOG_LEVEL is "loud"/],
    [{ THROUGHLINE_LOG_STDOUT: 'xml' }, /one of json, pretty, off/],
    [{ OTEL_SDK_DISABLED: 'yes' }, /OTEL_SDK_DISABLED is "yes": it must be true or false/],
    [{ LOKI_URL: 'ftp://u:secret@host' }, /LOKI_URL is "ftp:\/\/\*\*\*@host": it must be an http/],
    [{ THROUGHLINE_SLOW_MILLIS: 'soon' }, /THROUGHLINE_SLOW_MILLIS is "soon": it must be a number/],
    [{ THROUGHLINE_FORCED_TRACES_PER_SECOND: '-1' }, /THROUGHLINE_FORCED_TRACES_PER_SECOND is "-1"/],
    [
      { THROUGHLINE_SAMPLE_RULES: '/a=2' },
      /THROUGHLINE_SAMPLE_RULES is "2": it must be a number from 0 to 1/,
    ],
    [{ THROUGHLINE_METRICS_PORT: '70000' }, /THROUGHLINE_METRICS_PORT is "70000"/],
    [
      { THROUGHLINE_METRICS_CIDRS: '10.0.0.0/8,x/8' },
      /THROUGHLINE_METRICS_CIDRS is "x\/8": it must be address/,
    ],
    [{ THROUGHLINE_CAPTURE_CONSOLE: '1' }, /THROUGHLINE_CAPTURE_CONSOLE is "1": it must be true or false/],
    [{ THROUGHLINE_LOG_REDACT: 'iban,,pin' }, /THROUGHLINE_LOG_REDACT is "iban,,pin": it must be names/],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'secret' }, /^OTEL_EXPORTER_OTLP_HEADERS: it must be a list/],
  ])('refuses %j and says what is allowed', (env, message) => {
    expect(() => resolveConfiguration({}, env)).toThrow(message);
  });

  it('reads names of fields as a list of either form', () => {
    const read = (options: object, env = {}) => resolveConfiguration(options, env).logRedact;
    expect(read({})).toEqual([]);
    expect(read({}, { THROUGHLINE_LOG_REDACT: 'iban, pin' })).toEqual(['iban', 'pin']);
    expect(read({ logRedact: ['nin'] }, { THROUGHLINE_LOG_REDACT: 'iban' })).toEqual(['nin']);
  });

  it('reads how much is sampled', () => {
    const { sampler, sampling } = resolveConfiguration(
      { sampleRatio: 0.5, sampling: { keepFailed: false } },
      { THROUGHLINE_SAMPLE_RULES: '/api/poll=0,/a/**=1', THROUGHLINE_SLOW_MILLIS: '250' },
    );
    expect(sampler).toBe('parentbased_traceidratio');
    expect(sampling).toEqual({
      ratio: 0.5,
      rules: [
        { path: '/api/poll', ratio: 0 },
        { path: '/a/**', ratio: 1 },
      ],
      forcedPerSecond: 10,
      keepFailed: false,
      slowMillis: 250,
    });
  });

  it.each([
    [{ durationBuckets: [1, 1] }, /^durationBuckets is "1,1": it must be rising/],
    [{ metricsTokens: [{ token: '' }] }, /^metricsTokens\[\].token: it must be/],
    [{ logSampling: [{ probability: 2 }] }, /^logSampling\[\].probability is "2"/],
    [{ sampling: { rules: [{ path: 'x' }] } }, /^sampling.rules\[\].path is "x"/],
  ])('refuses the options %j', (options, message) => {
    expect(() => resolveConfiguration(options, {})).toThrow(message);
  });

  it('span processors choose the SDK, and refuse to be without it', () => {
    const spanProcessors = [{} as SpanProcessor];
    expect(resolveConfiguration({}, {}).provider).toBe('light');
    expect(resolveConfiguration({ spanProcessors }, {}).provider).toBe('sdk');
    expect(() => resolveConfiguration({ spanProcessors, provider: 'light' }, {})).toThrow(
      'provider is "light": it must be sdk where there are spanProcessors',
    );
    expect(() => resolveConfiguration({ spanProcessors }, { THROUGHLINE_PROVIDER: 'light' })).toThrow(
      'THROUGHLINE_PROVIDER is "light": it must be sdk where there are spanProcessors',
    );
  });

  it('names the option when code is wrong', () => {
    expect(() => resolveConfiguration({ shutdownTimeoutMillis: -1 }, {})).toThrow(
      /^shutdownTimeoutMillis is "-1"/,
    );
  });
});
