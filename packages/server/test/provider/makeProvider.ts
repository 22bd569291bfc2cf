import { context, propagation, type TracerProvider, trace } from '@opentelemetry/api';
import { resourceFromAttributes } from '@opentelemetry/resources';
import type { SpanRecord } from '@throughline/otlp';
import { onTestFinished } from 'vitest';
import type { ProviderName } from '../../src/config/ThroughlineOptions.js';
import { Ledger, type LedgerEntry } from '../../src/delivery/Ledger.js';
import { InboundBaggagePropagator } from '../../src/outbound/InboundBaggagePropagator.js';
import { resolveSampling } from '../../src/sampling/resolveSampling.js';
import { SamplingContract, type SamplingMode } from '../../src/sampling/SamplingContract.js';
import type { SamplingOptions } from '../../src/sampling/SamplingSettings.js';
import { LightTracerProvider } from '../../src/tracing/light/LightTracerProvider.js';
import { RequestContextManager } from '../../src/tracing/RequestContextManager.js';
import { createSdkProvider } from '../../src/tracing/sdk/createSdkProvider.js';
import { UnendedSpans } from '../../src/tracing/UnendedSpans.js';

export interface TestedProvider {
  readonly provider: TracerProvider;
  readonly contract: SamplingContract;
  /** Of the stage `tail`. */
  readonly ledger: LedgerEntry;
  /** What was exported, in its order. */
  readonly spans: (SpanRecord & { scope: string })[];
  /** What is found to be open after a long while. */
  forgotten(): string[];
  byName(name: string): SpanRecord & { scope: string };
}

/** A provider behind OpenTelemetry's API until the test is over, as `register` puts it there. */
export function makeProvider(
  name: ProviderName,
  sampling: SamplingOptions = {},
  mode: SamplingMode = 'parent',
  maxWaitingSpans?: number,
): TestedProvider {
  const contract = new SamplingContract(resolveSampling(sampling), mode);
  const ledger = new Ledger();
  const spans: TestedProvider['spans'] = [];
  const queue = {
    add: (record: SpanRecord, scope: { name: string }) => void spans.push({ ...record, scope: scope.name }),
    forceFlush: async () => {},
    shutdown: async () => {},
  };
  const forgotten: string[] = [];
  const unended = new UnendedSpans({
    limitMillis: 1_000_000,
    withStacks: false,
    onFound: (span) => forgotten.push(span),
  });
  const parts = {
    configuration: { detail: 'standard', spanProcessors: [] } as const,
    resource: resourceFromAttributes({}),
    sampling: contract,
    spans: queue,
    unended,
    ledger,
    ...(maxWaitingSpans === undefined ? {} : { maxWaitingSpans }),
  };
  const provider =
    name === 'sdk'
      ? createSdkProvider(parts)
      : new LightTracerProvider({
          ...parts,
          queue,
          detail: 'standard',
          ledger: ledger.entry('tail', 'span'),
        });
  context.setGlobalContextManager(new RequestContextManager());
  propagation.setGlobalPropagator(new InboundBaggagePropagator());
  trace.setGlobalTracerProvider(provider);
  onTestFinished(() => {
    context.disable();
    propagation.disable();
    trace.disable();
  });
  return {
    provider,
    contract,
    ledger: ledger.entry('tail', 'span'),
    spans,
    forgotten() {
      for (let sweeps = 0; sweeps < 10; sweeps++) unended.sweep();
      return forgotten;
    },
    byName(wanted) {
      const found = spans.find((span) => span.name === wanted);
      if (!found) throw new Error(`no span ${wanted}, but ${spans.map((span) => span.name).join(', ')}`);
      return found;
    },
  };
}
