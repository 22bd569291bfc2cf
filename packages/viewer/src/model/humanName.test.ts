import { expect, test } from 'vitest';
import { humanName } from './humanName.js';

test.each([
  ['HTTP POST', { 'url.full': 'https://shop.example/api/checkout?card=1' }, 'POST /api/checkout'],
  ['GET', { 'http.route': '/items/[id]', 'http.target': '/items/7?x=1' }, 'GET /items/[id]'],
  ['POST 127.0.0.1:3001', { 'url.full': 'http://127.0.0.1:3001/charge' }, 'POST /charge'],
  ['POST payments', {}, 'POST payments'],
  ['page load /cart', {}, 'Page load /cart'],
  ['navigation /products', {}, 'Navigate to /products'],
  ['documentLoad', { 'url.full': 'https://shop.example/' }, 'Page load /'],
  ['GET', { 'url.full': 'not a url' }, 'GET'],
  ['', {}, '(no name)'],
])('%s with %j reads %s', (name, attributes, text) => {
  expect(humanName(name, attributes)).toBe(text);
});
