import type { Attribute, Attributes } from '../api/types.js';

export type AttributeGroupName = 'Request' | 'Database' | 'Code' | 'Error' | 'Resource' | 'Other';

export interface AttributeGroup {
  name: AttributeGroupName;
  entries: [key: string, value: Attribute][];
}

const prefixes: [AttributeGroupName, RegExp][] = [
  ['Request', /^(?:http|url|server|client|network|net|user_agent|rpc|session|user|browser|location)\./],
  ['Database', /^(?:db|postgresql|sql)\./],
  ['Code', /^(?:code|thread|next|throughline|operation|otel)\./],
  ['Error', /^(?:error|exception)\./],
];

/** A span's attributes by what they are about, keys sorted; the service's resource is a group of its own. */
export function groupAttributes(attributes: Attributes, resource: Attributes): AttributeGroup[] {
  const groups = new Map<AttributeGroupName, AttributeGroup>();
  const add = (name: AttributeGroupName, entry: [string, Attribute]) => {
    const group = groups.get(name) ?? { name, entries: [] };
    group.entries.push(entry);
    groups.set(name, group);
  };
  for (const entry of Object.entries(attributes)) {
    add(prefixes.find(([, pattern]) => pattern.test(entry[0]))?.[0] ?? 'Other', entry);
  }
  for (const entry of Object.entries(resource)) add('Resource', entry);
  const order: AttributeGroupName[] = ['Error', 'Request', 'Database', 'Code', 'Other', 'Resource'];
  return order.flatMap((name) => {
    const group = groups.get(name);
    group?.entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return group ? [group] : [];
  });
}
