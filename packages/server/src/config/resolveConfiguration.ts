import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_NAME,
  ENV_ADMIN_TOKEN,
  ENV_CAPTURE_CONSOLE,
  ENV_DETAIL,
  ENV_LOG_LEVEL,
  ENV_LOG_REDACT,
  ENV_LOG_STDOUT,
  ENV_LOKI_PASSWORD,
  ENV_LOKI_URL,
  ENV_LOKI_USERNAME,
  ENV_OTLP_ENDPOINT,
  ENV_OTLP_HEADERS,
  ENV_OTLP_TRACES_ENDPOINT,
  ENV_PROPAGATE_BAGGAGE_TO,
  ENV_PROPAGATE_TRACE_TO,
  ENV_PROVIDER,
  ENV_RESOURCE_ATTRIBUTES,
  ENV_SDK_DISABLED,
  ENV_SERVICE_NAME,
  ENV_TRACES_SAMPLER,
  LEVELS,
  OTLP_TRACES_PATH,
} from '@throughline/semconv';
import type { Destination } from '../delivery/post.js';
import type { HostPattern } from '../outbound/hostMatcher.js';
import type { Configuration, LokiConfiguration } from './Configuration.js';
import { ConfigurationError } from './ConfigurationError.js';
import { checkLogSampling } from './checkLogSampling.js';
import { readMetrics } from './readMetrics.js';
import { readSampling } from './readSampling.js';
import {
  type Environment,
  oneOf,
  readSetting,
  toBoolean,
  toHttpUrl,
  toNumber,
  toPairs,
} from './readSetting.js';
import { relayConfiguration } from './relayConfiguration.js';
import { spoolConfiguration } from './spoolConfiguration.js';
import {
  DETAILS,
  PROVIDERS,
  type ProviderName,
  SAMPLERS,
  STDOUT_FORMATS,
  type ThroughlineOptions,
} from './ThroughlineOptions.js';

const DEFAULT_SHUTDOWN_MILLIS = 5_000;
const DEFAULT_UNENDED_MILLIS = 300_000;
const MAX_UNENDED_MILLIS = 86_400_000;
const MAX_SHUTDOWN_MILLIS = 60_000;

/**
 * All settings in one place: code, then environment, then default.
 * @throws ConfigurationError for a wrong value
 */
export function resolveConfiguration(
  options: ThroughlineOptions = {},
  env: Environment = process.env,
): Configuration {
  const attributeSetting = readSetting(
    'resourceAttributes',
    options.resourceAttributes,
    env,
    ENV_RESOURCE_ATTRIBUTES,
  );
  const resourceAttributes = attributeSetting ? toPairs(attributeSetting) : {};
  const production = env.NODE_ENV === 'production';
  const disabled = readSetting('disabled', options.disabled, env, ENV_SDK_DISABLED);
  const sampler = readSetting('sampler', options.sampler, env, ENV_TRACES_SAMPLER);
  const level = readSetting('logLevel', options.logLevel, env, ENV_LOG_LEVEL);
  const captured = readSetting('captureConsole', options.captureConsole, env, ENV_CAPTURE_CONSOLE);
  const detail = readSetting('detail', options.detail, env, ENV_DETAIL);
  const stdout = readSetting('logStdout', options.logStdout, env, ENV_LOG_STDOUT);
  return {
    serviceName:
      readSetting('serviceName', options.serviceName, env, ENV_SERVICE_NAME)?.value ||
      resourceAttributes[ATTR_SERVICE_NAME] ||
      'unknown_service:node',
    environment:
      options.environment ||
      resourceAttributes[ATTR_DEPLOYMENT_ENVIRONMENT_NAME] ||
      env.NODE_ENV ||
      'development',
    resourceAttributes,
    disabled: disabled ? toBoolean(disabled) : false,
    traces: tracesDestination(options, env),
    sampler: sampler
      ? oneOf(sampler, SAMPLERS)
      : options.sampleRatio === undefined
        ? 'parentbased_always_on'
        : 'parentbased_traceidratio',
    sampling: readSampling(options, env),
    loki: lokiDestination(options, env),
    relay: relayConfiguration(options, env),
    spool: spoolConfiguration(options, env),
    logLevel: level ? oneOf(level, LEVELS) : 'info',
    logSampling: checkLogSampling(options.logSampling ?? []),
    logRedact: readNames(options, env),
    captureConsole: captured ? toBoolean(captured) : false,
    logStdout: stdout ? oneOf(stdout, STDOUT_FORMATS) : production ? 'json' : 'pretty',
    propagateTraceTo: readHosts(options.propagateTraceTo, env, ENV_PROPAGATE_TRACE_TO),
    propagateBaggageTo: readHosts(options.propagateBaggageTo, env, ENV_PROPAGATE_BAGGAGE_TO) ?? [],
    ...readMetrics(options, env),
    adminToken: readSetting('adminToken', options.adminToken, env, ENV_ADMIN_TOKEN)?.value,
    unendedSpanMillis: toNumber(
      { name: 'unendedSpanMillis', value: options.unendedSpanMillis ?? DEFAULT_UNENDED_MILLIS },
      1,
      MAX_UNENDED_MILLIS,
    ),
    detail: detail ? oneOf(detail, DETAILS) : 'standard',
    provider: readProvider(options, env),
    instrumentations: options.instrumentations ?? [],
    spanProcessors: options.spanProcessors ?? [],
    shutdownTimeoutMillis: toNumber(
      { name: 'shutdownTimeoutMillis', value: options.shutdownTimeoutMillis ?? DEFAULT_SHUTDOWN_MILLIS },
      0,
      MAX_SHUTDOWN_MILLIS,
    ),
    production,
  };
}

/** Span processors are given the SDK's span objects, so they choose the SDK; asking for both is a mistake to hear of. */
function readProvider(options: ThroughlineOptions, env: Environment): ProviderName {
  const processors = (options.spanProcessors ?? []).length > 0;
  const setting = readSetting('provider', options.provider, env, ENV_PROVIDER);
  const provider = setting ? oneOf(setting, PROVIDERS) : processors ? 'sdk' : 'light';
  if (setting && provider === 'light' && processors) {
    throw new ConfigurationError(setting.name, provider, 'sdk where there are spanProcessors');
  }
  return provider;
}

/** Host patterns; in the environment hosts alone, comma between. */
function readHosts(
  patterns: readonly HostPattern[] | undefined,
  env: Environment,
  variable: string,
): readonly HostPattern[] | undefined {
  if (patterns) return patterns;
  const hosts = readSetting<string>('', undefined, env, variable)?.value.split(',');
  return hosts?.map((host) => host.trim()).filter((host) => host !== '');
}

function readNames(options: ThroughlineOptions, env: Environment): readonly string[] {
  const setting = readSetting('logRedact', options.logRedact, env, ENV_LOG_REDACT);
  const names = typeof setting?.value === 'string' ? setting.value.split(',') : (setting?.value ?? []);
  const trimmed = names.map((name) => String(name).trim());
  if (setting && trimmed.includes('')) {
    throw new ConfigurationError(setting.name, String(setting.value), 'names of fields, comma between');
  }
  return trimmed;
}

function tracesDestination(options: ThroughlineOptions, env: Environment): Destination | undefined {
  const headerSetting = readSetting('otlpHeaders', options.otlpHeaders, env, ENV_OTLP_HEADERS);
  const headers = headerSetting ? toPairs(headerSetting) : {};
  const full = readSetting<string>('', undefined, env, ENV_OTLP_TRACES_ENDPOINT);
  if (options.otlpEndpoint === undefined && full) return { url: toHttpUrl(full), headers };
  const base = readSetting('otlpEndpoint', options.otlpEndpoint, env, ENV_OTLP_ENDPOINT);
  if (!base) return undefined;
  const url = toHttpUrl(base);
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${OTLP_TRACES_PATH}`;
  return { url, headers };
}

function lokiDestination(options: ThroughlineOptions, env: Environment): LokiConfiguration | undefined {
  const url = readSetting('lokiUrl', options.lokiUrl, env, ENV_LOKI_URL);
  if (!url) return undefined;
  return {
    url: toHttpUrl(url).href,
    username: readSetting('lokiUsername', options.lokiUsername, env, ENV_LOKI_USERNAME)?.value,
    password: readSetting('lokiPassword', options.lokiPassword, env, ENV_LOKI_PASSWORD)?.value,
  };
}
