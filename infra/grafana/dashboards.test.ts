import { readFileSync } from 'node:fs';
import type { Dashboard, Panel, RowPanel } from '@grafana/grafana-foundation-sdk/dashboard';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { panelsOf, readDashboards } from '../testing/dashboardQueries.js';
import { typeErrors } from '../testing/typeErrors.js';
import { DASHBOARD_FILES } from './src/dashboards.js';

const COLUMNS = 24;
const DASHBOARDS = [...readDashboards()];
const readYaml = <T>(path: string) => parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T;

test('the JSON is what the TypeScript says', () => {
  expect([...readDashboards().keys()].toSorted()).toEqual([...DASHBOARD_FILES.keys()].toSorted());
  for (const [file, json] of DASHBOARD_FILES) {
    const committed = readFileSync(new URL(`dashboards/${file}`, import.meta.url), 'utf8');
    expect(committed, `${file} is out of date: npm run dashboards --workspace infra`).toBe(json);
  }
});

test('each dashboard has a name of its own', () => {
  for (const key of ['uid', 'title'] as const) {
    const names = DASHBOARDS.map(([, dashboard]) => dashboard[key]);
    expect(new Set(names).size).toBe(names.length);
  }
  // Longer ones are refused.
  for (const [, { uid = '' }] of DASHBOARDS) expect(uid).toMatch(/^[a-z-]{1,40}$/);
});

describe.each(DASHBOARDS)('%s', (_file, dashboard) => {
  const json = JSON.stringify(dashboard);
  const panels = panelsOf(dashboard);

  test('panels have ids of their own, and queries letters of their own', () => {
    const ids = allRows(dashboard).map(({ id }) => id);
    expect(ids.every((id) => Number.isInteger(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { title, targets = [] } of panels) {
      const letters = (targets as unknown as { refId?: string }[]).map(({ refId }) => refId);
      expect(letters, title).toEqual(['A', 'B', 'C', 'D', 'E'].slice(0, letters.length));
      expect(letters.length, title).toBeGreaterThan(0);
    }
  });

  test('panels lie on the grid, none over another, and fill each line', () => {
    const taken = new Map<string, string>();
    for (const { title = '', gridPos } of allRows(dashboard)) {
      const { x, y, w, h } = gridPos ?? { x: 0, y: 0, w: 0, h: 0 };
      expect(w * h, title).toBeGreaterThan(0);
      expect(x + w, title).toBeLessThanOrEqual(COLUMNS);
      for (let column = x; column < x + w; column++) {
        for (let line = y; line < y + h; line++) {
          expect(taken.get(`${column},${line}`), title).toBeUndefined();
          taken.set(`${column},${line}`, title);
        }
      }
    }
    expect(taken.size % COLUMNS).toBe(0);
  });

  test('each panel says what it tells and what to do, and has a unit where it shows numbers', () => {
    for (const { title, description, type, fieldConfig } of panels) {
      expect(description, title).toMatch(/^.{20,}\n\n\*\*What to do:\*\* .{10,}$/s);
      if (type === 'timeseries' || type === 'stat') expect(fieldConfig?.defaults.unit, title).toBeTruthy();
    }
  });

  test('data sources are those that are provisioned', () => {
    const { datasources } = readYaml<{ datasources: { uid: string; type: string }[] }>(
      'provisioning/datasources/throughline.yaml',
    );
    const used = [...json.matchAll(/"datasource":(\{[^}]*\})/g)].map(([, text = '']) => JSON.parse(text));
    expect(used.length).toBeGreaterThan(panels.length);
    for (const dataSource of used) {
      expect(datasources).toContainEqual(expect.objectContaining(dataSource));
    }
  });

  test('each variable that is used is defined, and each that is defined is used', () => {
    const defined = (dashboard.templating.list ?? []).map(({ name }) => name);
    const used = panels.flatMap(({ targets = [] }) =>
      [...JSON.stringify(targets).matchAll(/\$\{?(?!__)(\w+)/g)].map(([, name]) => name),
    );
    expect([...new Set(used)].toSorted()).toEqual(defined.toSorted());
  });

  test('links lead to dashboards and variables that there are', () => {
    const uids = new Map(DASHBOARDS.map(([, { uid, templating }]) => [uid, templating.list ?? []]));
    const urls = [...json.matchAll(/"url":"([^"]*)"/g)].map(([, url]) => url ?? '');
    for (const url of urls) {
      const [, uid] = /^\/d\/([a-z-]+)\?/.exec(url) ?? [];
      const target = uids.get(uid)?.map(({ name }) => name);
      expect(target, url).toBeDefined();
      const [own, given] = [/\$\{(\w+):queryparam\}/g, /&var-(\w+)=/g].map((pattern) =>
        [...url.matchAll(pattern)].map(([, name]) => name),
      );
      expect(dashboard.templating.list?.map(({ name }) => name)).toEqual(expect.arrayContaining(own ?? []));
      expect(target).toEqual(expect.arrayContaining([...(own ?? []), ...(given ?? [])]));
    }
    const tagged = DASHBOARDS.filter(([, { tags }]) => tags?.includes('throughline'));
    expect(dashboard.links).toMatchObject([{ type: 'dashboards', tags: ['throughline'] }]);
    expect(tagged).toHaveLength(DASHBOARDS.length);
  });
});

describe("the JSON is what Grafana's published types allow", () => {
  test.each(DASHBOARDS)('%s', async (file) => {
    const json = readFileSync(new URL(`dashboards/${file}`, import.meta.url), 'utf8');
    expect(await typeErrors(json, 'DashboardJson', 'grafana/PanelJson.js')).toBe('');
  });

  test('which is refused where it is wrong', async () => {
    const [, json = ''] = [...DASHBOARD_FILES][0] ?? [];
    const type = (text: string) => typeErrors(text, 'DashboardJson', 'grafana/PanelJson.js');
    expect(await type(json.replace('"graphMode": "none"', '"graphMode": "nothing"'))).toContain('"nothing"');
    expect(await type(json.replace('"lineWidth": 1', '"lineWeight": 1'))).toContain('lineWeight');
    expect(await type(json.replace('"expr"', '"expression"'))).toContain('expr');
  });
});

test('Grafana in compose.yaml loads this folder', () => {
  const { providers } = readYaml<{ providers: { options: { path: string } }[] }>(
    'provisioning/dashboards/throughline.yaml',
  );
  const { services } = readYaml<{ services: { grafana: { volumes: string[] } } }>('../compose.yaml');
  const [provider] = providers;
  expect(services.grafana.volumes).toContain(`./grafana/dashboards:${provider?.options.path}:ro`);
});

/** Everything that has a place on the grid, rows and folded panels too. */
function allRows(dashboard: Dashboard): (Panel | RowPanel)[] {
  return (dashboard.panels ?? []).flatMap((panel) =>
    'panels' in panel ? [panel, ...panel.panels] : [panel],
  );
}
