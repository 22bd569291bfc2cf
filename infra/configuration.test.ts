import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { BinaryName } from './native/binaries.mjs';
import { writeScrapeFiles } from './stack/scrapeTargets.mjs';
import { PROMETHEUS_FLAGS } from './stack/servers/prometheus.mjs';
import { needsNative } from './testing/needsNative.js';
import { runProgram } from './testing/runProgram.js';

const INFRA = fileURLToPath(new URL('.', import.meta.url));

const CHECKERS: BinaryName[] = ['jaeger', 'loki', 'promtool', 'collector', 'compose-config', 'alloy-syntax'];

describe.runIf(needsNative(CHECKERS))('the servers themselves take the configuration', () => {
  let scratch = '';
  beforeAll(() => {
    scratch = mkdtempSync(join(tmpdir(), 'throughline-infra-'));
  });
  afterAll(() => rmSync(scratch, { recursive: true, force: true }));

  test('Jaeger', async () => {
    const { code, output } = await runProgram('jaeger', ['validate', '--config', 'jaeger/jaeger.yaml']);
    expect(output).not.toMatch(/error/i);
    expect(code).toBe(0);
  });

  test('Loki', async () => {
    const args = ['-config.file=loki/loki.yaml', '-config.expand-env=true', '-verify-config'];
    const { code, output } = await runProgram('loki', args, { LOKI_DATA: scratch, LOKI_LOG_LEVEL: 'info' });
    expect(output).toContain('config is valid');
    expect(code).toBe(0);
  });

  test('Prometheus, with the targets and the token beside it', async () => {
    const dir = join(scratch, 'prometheus');
    writeScrapeFiles(dir, { url: 'http://127.0.0.1:3000/api/metrics', tokenEnv: 'NOT_SET' }, { loki: 'h:1' });
    const { code, output } = await runProgram('promtool', ['check', 'config', join(dir, 'prometheus.yml')]);
    expect(output).toContain('is valid prometheus config file');
    expect(code).toBe(0);
  });

  test.each(['agent.yaml', 'gateway.yaml', 'logs.yaml'])('Collector: %s', async (file) => {
    const args = ['validate', '--config', join('collector', file)];
    const { code, output } = await runProgram('collector', args, { COLLECTOR_DATA: scratch });
    expect(output).toBe('');
    expect(code).toBe(0);
  });

  test("Alloy's parser: logs.alloy, with each reference to a block that is there", async () => {
    const text = readFileSync(join(INFRA, 'alloy/logs.alloy'), 'utf8');
    const { code, output } = await runProgram('alloy-syntax', [], {}, text);
    expect(code, output).toBe(0);
    const blocks = output.trim().split('\n');
    expect(blocks).toEqual([
      'logging',
      'local.file_match app',
      'loki.source.file app',
      'loki.process pino',
      'loki.write loki',
    ]);
    const references = [...text.matchAll(/\b((?:local|loki)\.[\w.]+)\.(\w+)\.(?:targets|receiver)\b/g)];
    expect(references.map(([, block, label]) => `${block} ${label}`)).toEqual([
      'local.file_match app',
      'loki.process pino',
      'loki.write loki',
    ]);
    expect((await runProgram('alloy-syntax', [], {}, `${text}}`)).code).toBe(1);
  });

  test('Docker Compose: compose.yaml keeps the specification, and nothing is open to the network', async () => {
    const { code, output } = await runProgram('compose-config', ['-format', 'json', 'compose.yaml']);
    expect(code, output).toBe(0);
    const { services } = JSON.parse(output) as { services: Record<string, ComposeService> };
    const inProfile = (profile: string) =>
      Object.keys(services).filter((name) => services[name]?.profiles?.includes(profile));
    expect(inProfile('core')).toEqual(['jaeger', 'loki', 'prometheus']);
    expect(inProfile('grafana')).toEqual(['grafana']);
    expect(inProfile('collector')).toContain('collector');
    expect(inProfile('agents')).toEqual(expect.arrayContaining(['agent', 'alloy', 'fluent-bit', 'logs']));
    expect(inProfile('shop')).toEqual(['payments', 'store']);
    for (const name of [...inProfile('core'), 'grafana'])
      expect(services[name]?.healthcheck, name).toBeDefined();
    for (const [name, service] of Object.entries(services)) {
      expect(service.image, name).toMatch(/:v?\d+\.\d+\.\d+$/);
      expect(service.profiles?.length, name).toBeGreaterThan(0);
      expect(service, name).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
      expect(service.security_opt, name).toContain('no-new-privileges:true');
      if (service.restart !== 'no') expect(service.deploy?.resources?.limits, name).toBeDefined();
      expect(JSON.stringify(service.environment ?? {}), name).not.toMatch(/PASSWORD":"[^"]/);
      for (const port of service.ports ?? []) expect(port.host_ip, name).toBe('127.0.0.1');
    }
  });

  test('Docker Compose: the checker refuses what is wrong', async () => {
    const { code } = await runProgram('compose-config', ['-format', 'json', '../package.json']);
    expect(code).toBe(1);
  });
});

interface ComposeService {
  image: string;
  profiles?: string[];
  ports?: { host_ip?: string }[];
  healthcheck?: object;
  restart?: string;
  security_opt?: string[];
  environment?: Record<string, string>;
  deploy?: { resources?: { limits?: object } };
}

interface ComposeFile {
  services: Record<string, { volumes?: string[]; command?: string[]; environment?: Record<string, string> }>;
  volumes: Record<string, null>;
}

interface LokiFile {
  analytics: { reporting_enabled: boolean };
  compactor: { retention_enabled: boolean };
  limits_config: { retention_period: string };
}

interface JaegerFile {
  extensions: { jaeger_storage: { backends: { traces: { badger: { ttl: { spans: string } } } } } };
}

interface CollectorFile {
  receivers?: object;
  processors?: object;
  exporters?: object;
  connectors?: object;
  service: { pipelines: Record<string, Record<string, string[]>> };
}

interface DataSourcesFile {
  datasources: { uid: string; url: string }[];
}

function readYaml<T>(path: string): T {
  return parse(readFileSync(join(INFRA, path), 'utf8'), { merge: true }) as T;
}

const COMPOSE = readYaml<ComposeFile>('compose.yaml');

test('the containers load the files that the native stack loads', () => {
  const mounts = Object.values(COMPOSE.services).flatMap(({ volumes }) => volumes ?? []);
  expect(mounts).toEqual(
    expect.arrayContaining([
      './jaeger/jaeger.yaml:/etc/jaeger/jaeger.yaml:ro',
      './loki/loki.yaml:/etc/loki/loki.yaml:ro',
      `$\{PROMETHEUS_CONFIG_DIR:-./prometheus}:/etc/prometheus:ro`,
      './collector:/etc/otelcol:ro',
      './alloy:/etc/alloy:ro',
      './fluent-bit:/fluent-bit/etc/throughline:ro',
    ]),
  );
  expect(COMPOSE.services.prometheus?.command).toEqual(expect.arrayContaining(PROMETHEUS_FLAGS));
});

test('what the containers keep is in named volumes, for a bounded time; all other mounts are read-only', () => {
  const named = Object.keys(COMPOSE.volumes);
  for (const [name, { volumes = [] }] of Object.entries(COMPOSE.services)) {
    for (const volume of volumes) {
      const mount = `${volume} of ${name}`;
      expect(named.includes(volume.split(':')[0] ?? '') || volume.endsWith(':ro'), mount).toBe(true);
    }
  }
  for (const name of ['jaeger', 'loki', 'prometheus', 'grafana']) {
    expect(COMPOSE.services[name]?.volumes).toContainEqual(expect.stringMatching(`^${name}-data:`));
  }
  const { limits_config, compactor } = readYaml<LokiFile>('loki/loki.yaml');
  expect([compactor.retention_enabled, limits_config.retention_period]).toEqual([
    true,
    `$\{LOKI_RETENTION:-168h}`,
  ]);
  const { traces } = readYaml<JaegerFile>('jaeger/jaeger.yaml').extensions.jaeger_storage.backends;
  expect(traces.badger.ttl.spans).toBe(`$\{env:JAEGER_RETENTION:-48h}`);
  expect(PROMETHEUS_FLAGS).toContainEqual(expect.stringMatching(/^--storage\.tsdb\.retention\.time=\d+d$/));
});

test('nothing reports home', () => {
  expect(readYaml<LokiFile>('loki/loki.yaml').analytics.reporting_enabled).toBe(false);
  expect(COMPOSE.services.grafana?.environment).toMatchObject({
    GF_ANALYTICS_REPORTING_ENABLED: 'false',
    GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
    GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
  });
  expect(COMPOSE.services.alloy?.command).toContain('--disable-reporting');
  expect(readFileSync(join(INFRA, 'images/Dockerfile'), 'utf8')).toContain('NEXT_TELEMETRY_DISABLED=1');
});

test('every setting that compose gives a server is one that its file reads', () => {
  const settings = (service: string) => Object.keys(COMPOSE.services[service]?.environment ?? {});
  const files: Record<string, string> = {
    jaeger: 'jaeger/jaeger.yaml',
    loki: 'loki/loki.yaml',
  };
  for (const [service, file] of Object.entries(files)) {
    const text = readFileSync(join(INFRA, file), 'utf8');
    for (const name of settings(service)) {
      if (!/^(OTEL_|GO)/.test(name)) expect(text, `${name} of ${service}`).toContain(`${name}:-`);
    }
  }
  const collector = readdirSync(join(INFRA, 'collector'))
    .map((file) => readFileSync(join(INFRA, 'collector', file), 'utf8'))
    .join('\n');
  for (const service of ['collector', 'agent', 'logs']) {
    for (const name of settings(service)) expect(collector).toContain(`${name}:-`);
  }
  const alloy = readFileSync(join(INFRA, 'alloy/logs.alloy'), 'utf8');
  for (const name of settings('alloy')) expect(alloy).toContain(`sys.env("${name}")`);
  // Fluent Bit has no defaults: what its file reads and compose does not give is empty.
  const fluentBit = readFileSync(join(INFRA, 'fluent-bit/logs.yaml'), 'utf8');
  expect([...new Set([...fluentBit.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))].toSorted()).toEqual(
    settings('fluent-bit').toSorted(),
  );
});

test('the files for the published Collector image change only pipelines that the file below them has', () => {
  for (const [overlay, base] of [
    ['gateway-servicegraph.yaml', 'gateway.yaml'],
    ['agent-loadbalancing.yaml', 'agent.yaml'],
  ]) {
    const over = readYaml<CollectorFile>(`collector/${overlay}`);
    const below = readYaml<CollectorFile>(`collector/${base}`);
    for (const [pipeline, change] of Object.entries(over.service.pipelines)) {
      expect(Object.keys(below.service.pipelines)).toContain(pipeline);
      const kinds = ['receivers', 'processors', 'exporters', 'connectors'] as const;
      const known = kinds.flatMap((kind) => [
        ...Object.keys(below[kind] ?? {}),
        ...Object.keys(over[kind] ?? {}),
      ]);
      for (const part of Object.values(change).flat()) expect(known).toContain(part);
    }
  }
});

test('Grafana: each jump goes to a data source that is there', () => {
  const { datasources } = readYaml<DataSourcesFile>('grafana/provisioning/datasources/throughline.yaml');
  const uids = datasources.map(({ uid }) => uid);
  const targets = [...JSON.stringify(datasources).matchAll(/"datasourceUid":"(\w+)"/g)].map(([, uid]) => uid);
  expect(targets.toSorted()).toEqual(['jaeger', 'jaeger', 'loki', 'prometheus']);
  expect(uids).toEqual(expect.arrayContaining(targets));
  for (const { url } of datasources) expect(Object.keys(COMPOSE.services)).toContain(new URL(url).hostname);
});
