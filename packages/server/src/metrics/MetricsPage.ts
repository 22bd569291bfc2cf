import type { MetricRegistry } from './MetricRegistry.js';
import { toPlainText } from './toPlainText.js';

/** One metric of a page: its name as it is defined, and its lines. */
export interface Family {
  readonly name: string;
  readonly text: string;
}

const COLLECT_TIMEOUT_MILLIS = 5_000;

/**
 * Collects the page. Scrapes at the same time share one collection; a metric whose collector fails or takes too long
 * is left out and counted, and the rest of the page is as ever.
 */
export class MetricsPage {
  #collecting: Promise<Family[]> | undefined;

  constructor(
    readonly registry: MetricRegistry,
    readonly timeoutMillis = COLLECT_TIMEOUT_MILLIS,
  ) {}

  /** The whole page, or the metrics that `allows` lets through; as OpenMetrics, or in the older text format. */
  async render(allows: (name: string) => boolean = () => true, plain = false): Promise<string> {
    this.#collecting ??= this.#collect().finally(() => {
      this.#collecting = undefined;
    });
    const families = await this.#collecting;
    const shown = families.filter(({ name }) => allows(name));
    if (plain) return `${shown.map(toPlainText).join('\n')}\n`;
    const lines = shown.map(({ text }) => text);
    return [...lines, '# EOF\n'].join('\n');
  }

  async #collect(): Promise<Family[]> {
    const families = await Promise.all(this.registry.names().map((name) => this.#family(name)));
    return families.filter((family) => family !== undefined);
  }

  async #family(name: string): Promise<Family | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('timeout')), this.timeoutMillis);
    });
    try {
      return { name, text: await Promise.race([this.registry.print(name), late]) };
    } catch {
      this.registry.countCollectError(name);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }
}
