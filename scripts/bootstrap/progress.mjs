const tty = process.stderr.isTTY === true;
const color = tty && !process.env.NO_COLOR;
const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];

/** @param {number} code @param {string} text */
function paint(code, text) {
  return color ? `\u001b[${code}m${text}\u001b[0m` : text;
}
export const bold = (/** @type {string} */ text) => paint(1, text);
export const dim = (/** @type {string} */ text) => paint(2, text);
export const green = (/** @type {string} */ text) => paint(32, text);
export const red = (/** @type {string} */ text) => paint(31, text);

/** @param {number} millis */
function seconds(millis) {
  return `${(millis / 1000).toFixed(1)} s`;
}

/**
 * Runs one step of the bootstrap and shows that it is under way: a spinner with the time on a terminal, a line at the
 * start and the end elsewhere. Everything goes to stderr: stdout is for what scripts read.
 *
 * @template T
 * @param {string} title
 * @param {(update: (detail: string) => void) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now();
  let detail = '';
  let frame = 0;
  const columns = () => process.stderr.columns ?? 80;
  const draw = () => {
    const line = `${FRAMES[frame++ % FRAMES.length]} ${title}  ${seconds(Date.now() - started)}  ${detail}`;
    process.stderr.write(`\r\u001b[2K${line.slice(0, columns() - 1)}`);
  };
  const timer = tty ? setInterval(draw, 120) : undefined;
  if (!tty) process.stderr.write(`  ${title} ...\n`);
  try {
    const result = await work((next) => {
      detail = next;
    });
    if (timer) process.stderr.write('\r\u001b[2K');
    process.stderr.write(`${green('✓')} ${title}  ${dim(seconds(Date.now() - started))}\n`);
    return result;
  } catch (error) {
    if (timer) process.stderr.write('\r\u001b[2K');
    process.stderr.write(`${red('✗')} ${title}  ${dim(seconds(Date.now() - started))}\n`);
    throw error;
  } finally {
    clearInterval(timer);
  }
}

/** Prints what went wrong, why, and what to do next, without a stack: it is for the person at the terminal. */
export function fail(/** @type {unknown} */ error) {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`\n${red('Error')}  ${message}\n`);
}
