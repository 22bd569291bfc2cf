import {
  ENV_METRICS_CIDRS,
  ENV_METRICS_HOST,
  ENV_METRICS_PORT,
  ENV_METRICS_TOKEN,
  HTTP_DURATION_BUCKETS,
} from '@throughline/semconv';
import { isCidr } from '../metrics/MetricsAccess.js';
import type { Configuration } from './Configuration.js';
import { ConfigurationError } from './ConfigurationError.js';
import { type Environment, readSetting, toNumber } from './readSetting.js';
import type { ThroughlineOptions } from './ThroughlineOptions.js';

const MAX_PORT = 65_535;

type MetricsSettings = Pick<
  Configuration,
  'metricsTokens' | 'metricsCidrs' | 'metricsPort' | 'metricsHost' | 'durationBuckets'
>;

/** Who may read the metrics and where: code, then environment, then default. */
export function readMetrics(options: ThroughlineOptions, env: Environment): MetricsSettings {
  const token = readSetting('metricsToken', options.metricsToken, env, ENV_METRICS_TOKEN);
  const port = readSetting('metricsPort', options.metricsPort, env, ENV_METRICS_PORT);
  const { metricsTokens = [], durationBuckets = HTTP_DURATION_BUCKETS } = options;
  if (metricsTokens.some(({ token: text }) => typeof text !== 'string' || text === '')) {
    throw new ConfigurationError('metricsTokens[].token', undefined, 'a text that is not empty');
  }
  if (durationBuckets.some((bound, index) => !(bound > (durationBuckets[index - 1] ?? 0)))) {
    throw new ConfigurationError('durationBuckets', String(durationBuckets), 'rising numbers above 0');
  }
  return {
    metricsTokens: [...(token ? [{ token: token.value }] : []), ...metricsTokens],
    metricsCidrs: readCidrs(options, env),
    metricsPort: port && toNumber(port, 1, MAX_PORT),
    metricsHost: readSetting('metricsHost', options.metricsHost, env, ENV_METRICS_HOST)?.value ?? '127.0.0.1',
    durationBuckets,
  };
}

function readCidrs(options: ThroughlineOptions, env: Environment): readonly string[] {
  const setting = readSetting('metricsCidrs', options.metricsCidrs, env, ENV_METRICS_CIDRS);
  if (!setting) return [];
  const cidrs =
    typeof setting.value === 'string' ? setting.value.split(',').map((part) => part.trim()) : setting.value;
  const wrong = cidrs.find((cidr) => !isCidr(cidr));
  if (wrong !== undefined) {
    throw new ConfigurationError(setting.name, wrong, 'address ranges such as 10.0.0.0/8, comma between');
  }
  return cidrs;
}
