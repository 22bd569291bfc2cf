import { expect, it } from 'vitest';
import { ServedRoutes } from './ServedRoutes.js';

it('knows the routes of what was served, and forgets what was asked for longest ago', () => {
  const routes = new ServedRoutes();
  routes.learn('/items/first', '/items/[id]');
  routes.learn('/items/second', '/items/[id]');
  for (let index = 0; index < 999; index++) {
    routes.learn(`/items/${index}`, '/items/[id]');
    routes.learn('/items/second', '/items/[id]');
  }
  expect(routes.match('/items/998')).toBe('/items/[id]');
  expect(routes.match('/items/second')).toBe('/items/[id]');
  expect(routes.match('/items/first')).toBe('unmatched');
  expect(routes.match('/wp-admin')).toBe('unmatched');
});
