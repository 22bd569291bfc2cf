import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const DATA_SOURCES = fileURLToPath(
  new URL('../grafana/provisioning/datasources/throughline.yaml', import.meta.url),
);

/** The expressions of the provisioned data sources, as Grafana reads them: "$$" is "$". */
export function grafanaQueries(): { trace: string; rates: string[] } {
  const file = parse(readFileSync(DATA_SOURCES, 'utf8').replaceAll('$$', '$')) as DataSources;
  const jaeger = file.datasources.find(({ uid }) => uid === 'jaeger')?.jsonData;
  return {
    trace: jaeger?.tracesToLogsV2?.query ?? '',
    rates: jaeger?.tracesToMetrics?.queries.map(({ query }) => query) ?? [],
  };
}

interface DataSources {
  datasources: {
    uid: string;
    jsonData?: {
      tracesToLogsV2?: { query: string };
      tracesToMetrics?: { queries: { query: string }[] };
    };
  }[];
}
