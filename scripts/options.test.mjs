import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './bootstrap/run.mjs';

const read = (/** @type {string} */ path) => readFileSync(join(ROOT, path), 'utf8');
const SERVER = 'packages/server/src';

/**
 * The fields of an interface, each with the environment variables that its comment names.
 *
 * @param {string} path
 * @param {string} name
 * @param {string} [prefix]
 */
function fieldsOf(path, name, prefix = '') {
  const body = new RegExp(`export interface ${name}\\b[^{]*\\{\\n(.*?)\\n\\}`, 's').exec(read(path))?.[1];
  if (body === undefined) throw new Error(`${path} has no interface ${name}`);
  return [...body.matchAll(/((?: {2}\/\*\*(?:(?!\*\/).)*\*\/\n)?) {2}(\w+)\??:/gs)].map(
    ([, comment = '', field]) => ({ option: `${prefix}${field}`, variables: variablesIn(comment) }),
  );
}

/** @param {string} text */
function variablesIn(text) {
  return [...text.matchAll(/`((?:OTEL|LOKI|THROUGHLINE)_[A-Z_]+)/g)].map(([, variable = '']) => variable);
}

/**
 * The rows of the table below a heading of a page: options in the first column.
 *
 * @param {string} page
 * @param {string} heading
 */
function rowsOf(page, heading) {
  const section = read(page).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('| `'));
  return lines.flatMap((line) => {
    const [names = '', environment = ''] = line.slice(2).split(' | ');
    const options = [...names.matchAll(/`([\w.]+)`/g)].map(([, option = '']) => option);
    const variables = variablesIn(environment);
    // A row of several options has their variables in the same order, or none.
    return options.map((option, at) => ({
      option,
      variables: options.length === 1 ? variables : variables.slice(at, at + 1),
    }));
  });
}

/** @param {{ option: string }} a @param {{ option: string }} b */
const byOption = (a, b) => (a.option < b.option ? -1 : 1);

test('docs/server.md has each option of `register`, with its environment variables, and no other', () => {
  const fields = [
    ...fieldsOf(`${SERVER}/config/ThroughlineOptions.ts`, 'ThroughlineOptions').filter(
      ({ option }) => option !== 'sampling',
    ),
    ...fieldsOf(`${SERVER}/sampling/SamplingSettings.ts`, 'SamplingOptions', 'sampling.').filter(
      ({ option }) => option !== 'sampling.ratio',
    ),
    ...fieldsOf(`${SERVER}/config/relayConfiguration.ts`, 'RelayOptions'),
    ...fieldsOf(`${SERVER}/config/spoolConfiguration.ts`, 'SpoolOptions'),
  ];
  const sorted = (/** @type {{ option: string, variables: string[] }[]} */ list) =>
    list.map(({ option, variables }) => ({ option, variables: variables.sort() })).sort(byOption);
  expect(sorted(rowsOf('docs/server.md', 'All options'))).toEqual(sorted(fields));
});

test('docs/client.md has each option of `init`, and no other', () => {
  const path = 'packages/client/src/ClientOptions.ts';
  const fields = [
    ...fieldsOf(path, 'ClientOptions').filter(({ option }) => option !== 'capture'),
    ...fieldsOf(path, 'CaptureOptions', 'capture.'),
  ].map(({ option }) => option);
  expect(
    rowsOf('docs/client.md', 'Options')
      .map(({ option }) => option)
      .sort(),
  ).toEqual(fields.sort());
});
