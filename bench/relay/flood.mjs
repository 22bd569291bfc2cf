// A flood of the relay on port argv[2], until SIGTERM; then prints what was sent, as JSON. A process of its own: in the
// one that measures it would be measured too.
import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { head, logs, send } from './send.mjs';

const SLOW_SENDERS = 1_000;
const MIB = 1024 * 1024;
const PATH = '/api/telemetry/v1/logs';
const port = Number(process.argv[2]);

const bomb = gzipSync(Buffer.alloc(200 * MIB, 0x20));
const whole = Buffer.from(logs(50));
const sent = { flood: 0, bombs: 0, slow: 0 };
/** @type {Record<number, number>} */
const statuses = {};
let client = 0;
const address = () => {
  client += 1;
  return `10.${(client >> 16) & 255}.${(client >> 8) & 255}.${client & 255}`;
};
const agent = new Agent({ keepAlive: true });

void loop('flood', async () => {
  count(await send(port, { path: PATH, body: whole, agent, from: '9.9.9.9' }));
  await sleep(2);
});
void loop('bombs', async () => {
  const headers = { 'content-encoding': 'gzip' };
  count(await send(port, { path: PATH, body: bomb, agent, from: address(), headers }));
  await sleep(50);
});
for (let index = 0; index < SLOW_SENDERS; index++) {
  void sleep((index * 10_000) / SLOW_SENDERS).then(() => loop('slow', () => trickle(address())));
}
process.once('SIGTERM', () => {
  console.log(JSON.stringify({ ...sent, statuses }));
  process.exit();
});

/** @param {keyof typeof sent} name @param {() => Promise<unknown>} once */
async function loop(name, once) {
  for (;;) {
    await once();
    sent[name] += 1;
  }
}

/** @param {number} status */
function count(status) {
  statuses[status] = (statuses[status] ?? 0) + 1;
}

/** Sends a byte a second until it is cut off. @param {string} from */
function trickle(from) {
  return new Promise((resolve) => {
    const sending = request({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: PATH,
      agent: false,
      headers: head(port, from),
    });
    const timer = setInterval(() => sending.write(' '), 1_000);
    const done = () => {
      clearInterval(timer);
      sending.destroy();
      resolve(undefined);
    };
    sending.on('response', done).on('error', done).on('close', done);
    sending.write('{');
  });
}
