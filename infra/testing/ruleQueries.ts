import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { StackUrls } from '../stack/StackOptions.js';
import type { Query } from './dashboardQueries.js';
import { getJson } from './queryServers.js';

const DIR = fileURLToPath(new URL('../prometheus/rules/', import.meta.url));

interface RuleFile {
  groups: { rules: { record?: string; alert?: string; expr: string }[] }[];
}

/** Every rule in `prometheus/rules`. */
export function ruleQueries(): Query[] {
  if (!existsSync(DIR)) return [];
  return readdirSync(DIR)
    .filter((file) => file.endsWith('.yml'))
    .flatMap((file) => {
      const { groups } = parse(readFileSync(`${DIR}${file}`, 'utf8')) as RuleFile;
      return groups
        .flatMap(({ rules }) => rules)
        .map(({ record, alert, expr }) => ({
          name: `${file}: ${record ?? alert}`,
          kind: record === undefined ? ('alert' as const) : ('record' as const),
          dataSource: 'prometheus' as const,
          expr,
          isInstant: true,
          hasExemplars: false,
        }));
    });
}

interface Node {
  type: string;
  matchers?: { name: string; type: string; value: string }[];
}

/** The series that an expression looks at, each as an expression of its own, whatever is then done with them. */
export async function selectorsOf(urls: StackUrls, expr: string): Promise<string[]> {
  const { data } = await getJson<{ data: Node }>(
    `${urls.prometheus}/api/v1/parse_query?${new URLSearchParams({ query: expr })}`,
  );
  return nodesOf(data)
    .filter(({ type }) => type === 'vectorSelector' || type === 'matrixSelector')
    .map(({ matchers = [] }) =>
      matchers.map(({ name, type, value }) => `${name}${type}${JSON.stringify(value)}`),
    )
    .map((matchers) => `{${matchers.join(', ')}}`);
}

function nodesOf(node: unknown): Node[] {
  if (typeof node !== 'object' || node === null) return [];
  const below = Object.values(node).flatMap(nodesOf);
  return 'type' in node && 'matchers' in node ? [node as Node, ...below] : below;
}
