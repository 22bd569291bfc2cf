import type { Attribute, Attributes } from '../api/types.js';

function text(value: Attribute | undefined): string {
  return typeof value === 'string' ? value : '';
}

function pathOf(attributes: Attributes): string {
  const route = text(attributes['http.route']) || text(attributes['next.route']);
  if (route) return route;
  const target = text(attributes['url.path']) || text(attributes['http.target']).split('?')[0] || '';
  if (target) return target;
  const full =
    text(attributes['url.full']) || text(attributes['http.url']) || text(attributes['location.href']);
  try {
    return new URL(full).pathname;
  } catch {
    return '';
  }
}

/** A method alone, after `HTTP`, or before a host without a path. */
const METHOD = /^(?:HTTP )?(GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)(?: [^\s/]+)?$/;
const PAGE = /^(page load|navigation) (\/\S*)$/;

/**
 * A span's name as a person would say it: instrumentation names that leave out the point (`HTTP POST`,
 * `documentLoad`) get the path they were about; every other name stays as the program chose it.
 */
export function humanName(name: string, attributes: Attributes): string {
  const path = pathOf(attributes);
  const method = METHOD.exec(name)?.[1];
  if (method) return path ? `${method} ${path}` : name;
  const page = PAGE.exec(name);
  if (page) return `${page[1] === 'navigation' ? 'Navigate to' : 'Page load'} ${page[2]}`;
  if (name === 'documentLoad') return path ? `Page load ${path}` : 'Page load';
  if (name === 'documentFetch') return path ? `Fetch document ${path}` : 'Fetch document';
  if (name === 'resourceFetch') return path ? `Fetch ${path}` : 'Fetch resource';
  return name || '(no name)';
}
