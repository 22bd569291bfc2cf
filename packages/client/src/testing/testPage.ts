import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, inject } from 'vitest';
import { launchBrowser } from './launchBrowser.js';
import type { ReceivedSpan } from './ReceivedTelemetry.js';
import { type RecordingSite, startRecordingSite } from './recordingSite.js';

/** One browser and two sites for a test file; a new context and empty records for each test. */
export interface TestPage {
  readonly page: Page;
  readonly site: RecordingSite;
  /** A second origin. */
  readonly other: RecordingSite;
  /** Opens the site's page with these options of `init`; batches leave after 50 ms unless they say otherwise. */
  open(options?: object, query?: Record<string, string>): Promise<void>;
  /** Opens the page with its deferred part held back: what happens now, the synchronous part does alone. */
  openEarly(options?: object, query?: Record<string, string>): Promise<void>;
  /** Lets the deferred part come. */
  bringDeferred(): Promise<void>;
  /** The exported span of this name; throws, with the names there are, when there is none. */
  span(name: string): ReceivedSpan;
  /** Waits until spans of all these names have arrived. */
  untilSpans(...names: string[]): Promise<void>;
}

/** Registers the file's hooks and returns what its tests work with. */
export function useTestPage(): TestPage {
  let browser: Browser | undefined;
  let current: Page | undefined;
  const sites: RecordingSite[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    sites.push(await startRecordingSite(inject('bundle')), await startRecordingSite(inject('bundle')));
  });
  beforeEach(async () => {
    await current?.context().close();
    for (const site of sites) site.reset();
    const context = await browser?.newContext();
    // A second page keeps the context alive: Chromium delivers nothing of a page whose context closes with it.
    await context?.newPage();
    current = await context?.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    for (const site of sites) await site.close();
  });

  function need<T>(value: T | undefined): T {
    if (value === undefined) throw new Error('Only inside a test.');
    return value;
  }

  async function goto(options: object, query: Record<string, string>): Promise<void> {
    const init = JSON.stringify({ maxBatchAgeMillis: 50, composition: inject('composition'), ...options });
    await need(current).goto(`${need(sites[0]).origin}/?${new URLSearchParams({ ...query, init })}`);
  }

  return {
    get page() {
      return need(current);
    },
    get site() {
      return need(sites[0]);
    },
    get other() {
      return need(sites[1]);
    },
    async open(options = {}, query = {}) {
      await goto(options, query);
      await current?.waitForFunction(hasTakenOver);
    },
    async openEarly(options = {}, query = {}) {
      await current?.addInitScript(() => {
        const held: (() => void)[] = [];
        window.requestIdleCallback = (callback) => held.push(callback as () => void);
        Object.assign(window, {
          bringDeferred() {
            for (const callback of held) callback();
          },
        });
      });
      await goto(options, query);
    },
    async bringDeferred() {
      await current?.evaluate(() => (window as Window & { bringDeferred?: () => void }).bringDeferred?.());
      await current?.waitForFunction(hasTakenOver);
    },
    span(name) {
      const { spans } = this.site;
      const found = spans.find((span) => span.name === name);
      if (!found) throw new Error(`No span '${name}' among ${spans.map((span) => span.name).join(', ')}.`);
      return found;
    },
    async untilSpans(...names) {
      const { site } = this;
      await site.until(() => names.every((name) => site.spans.some((span) => span.name === name)));
    },
  };
}

/** Runs in the page. */
function hasTakenOver(): boolean {
  const holder = globalThis as { 'throughline.client'?: () => { onNavigation?: unknown } };
  return holder['throughline.client']?.().onNavigation !== undefined;
}
