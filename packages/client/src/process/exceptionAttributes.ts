import { ATTR_EXCEPTION_MESSAGE, ATTR_EXCEPTION_STACKTRACE, ATTR_EXCEPTION_TYPE } from '@throughline/semconv';
import { cutString } from './cutString.js';
import { redactUrl } from './redactUrl.js';

export interface ExceptionAttributes {
  [ATTR_EXCEPTION_TYPE]: string;
  [ATTR_EXCEPTION_MESSAGE]: string;
  [ATTR_EXCEPTION_STACKTRACE]?: string;
}

/** The `exception.*` attributes of anything that was thrown, which need not be an `Error`. Never throws. */
export function exceptionAttributes(thrown: unknown): ExceptionAttributes {
  try {
    if (thrown instanceof Element) return resourceError(thrown);
    if (thrown instanceof Error || isErrorLike(thrown)) {
      const attributes: ExceptionAttributes = {
        [ATTR_EXCEPTION_TYPE]: cutString(String(thrown.name || 'Error'), 256),
        [ATTR_EXCEPTION_MESSAGE]: cutString(String(thrown.message)),
      };
      if (typeof thrown.stack === 'string') attributes[ATTR_EXCEPTION_STACKTRACE] = cutString(thrown.stack);
      return attributes;
    }
    const text = typeof thrown === 'object' && thrown !== null ? JSON.stringify(thrown) : String(thrown);
    return { [ATTR_EXCEPTION_TYPE]: typeof thrown, [ATTR_EXCEPTION_MESSAGE]: cutString(text) };
  } catch {
    // A getter, toJSON or toString of the app's that throws.
    return { [ATTR_EXCEPTION_TYPE]: typeof thrown, [ATTR_EXCEPTION_MESSAGE]: 'not readable' };
  }
}

/** An element whose resource did not load: an image, a script, a style. */
function resourceError(element: Element): ExceptionAttributes {
  const { src, href, currentSrc = src ?? href } = element as Partial<HTMLImageElement & HTMLAnchorElement>;
  return {
    [ATTR_EXCEPTION_TYPE]: 'ResourceError',
    [ATTR_EXCEPTION_MESSAGE]: cutString(
      `${element.localName} did not load: ${redactUrl(currentSrc || src || '')}`,
    ),
  };
}

/** Errors of another realm (an iframe) are no `instanceof Error` here. */
function isErrorLike(value: unknown): value is Error {
  return typeof value === 'object' && value !== null && 'message' in value && 'name' in value;
}
