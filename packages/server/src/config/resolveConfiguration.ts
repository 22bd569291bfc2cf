import {
  ATTR_DEPLOYMENT_ENVIRONMENT_NAME,
  ATTR_SERVICE_NAME,
  ENV_LOG_LEVEL,
  ENV_LOG_STDOUT,
  ENV_LOKI_PASSWORD,
  ENV_LOKI_URL,
  ENV_LOKI_USERNAME,
  ENV_METRICS_TOKEN,
  ENV_OTLP_ENDPOINT,
  ENV_OTLP_HEADERS,
  ENV_OTLP_TRACES_ENDPOINT,
  ENV_RESOURCE_ATTRIBUTES,
  ENV_SDK_DISABLED,
  ENV_SERVICE_NAME,
  ENV_TRACES_SAMPLER,
  ENV_TRACES_SAMPLER_ARG,
  LEVELS,
  OTLP_TRACES_PATH,
} from '@throughline/semconv';
import type { Destination } from '../delivery/post.js';
import type { Configuration, LokiConfiguration } from './Configuration.js';
import {
  type Environment,
  oneOf,
  readSetting,
  toBoolean,
  toHttpUrl,
  toNumber,
  toPairs,
} from './readSetting.js';
import { SAMPLERS, STDOUT_FORMATS, type ThroughlineOptions } from './ThroughlineOptions.js';

const DEFAULT_SHUTDOWN_MILLIS = 5_000;
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
  const ratio = readSetting('sampleRatio', options.sampleRatio, env, ENV_TRACES_SAMPLER_ARG);
  const level = readSetting('logLevel', options.logLevel, env, ENV_LOG_LEVEL);
  const stdout = readSetting('logStdout', options.logStdout, env, ENV_LOG_STDOUT);
  const token = readSetting('metricsToken', options.metricsToken, env, ENV_METRICS_TOKEN);
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
    sampler: sampler ? oneOf(sampler, SAMPLERS) : 'parentbased_always_on',
    sampleRatio: ratio ? toNumber(ratio, 0, 1) : 1,
    loki: lokiDestination(options, env),
    logLevel: level ? oneOf(level, LEVELS) : 'info',
    logStdout: stdout ? oneOf(stdout, STDOUT_FORMATS) : production ? 'json' : 'pretty',
    metricsToken: token?.value,
    shutdownTimeoutMillis: toNumber(
      { name: 'shutdownTimeoutMillis', value: options.shutdownTimeoutMillis ?? DEFAULT_SHUTDOWN_MILLIS },
      0,
      MAX_SHUTDOWN_MILLIS,
    ),
    production,
  };
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
