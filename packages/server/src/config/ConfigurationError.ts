/** A wrong setting. Thrown at start-up only. */
export class ConfigurationError extends Error {
  override readonly name = 'ThroughlineConfigurationError';

  /**
   * @param option the option or environment variable
   * @param value what was given; pass `undefined` for a secret
   * @param allowed what is allowed, in words
   */
  constructor(option: string, value: string | undefined, allowed: string) {
    super(`${option}${value === undefined ? '' : ` is ${JSON.stringify(value)}`}: it must be ${allowed}`);
  }
}
