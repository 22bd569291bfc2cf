import { VIEWER_API_PREFIX } from '@throughline/semconv';

/** The backend answered with an error (`status` 400 and up) or not at all (`status` 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }
}

function messageOf(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('error' in body)) return null;
  const { error } = body;
  if (typeof error !== 'object' || error === null || !('message' in error)) return null;
  return typeof error.message === 'string' ? error.message : null;
}

/**
 * Reads from the viewer's API.
 *
 * @param path - below `/api/viewer/v1`, beginning with a slash
 * @throws ApiError with the backend's own message where it gave one; `AbortError` when `signal` fired
 */
export async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(VIEWER_API_PREFIX + path, { signal, headers: { accept: 'application/json' } });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new ApiError(0, `No answer from the backend at ${window.location.origin}.`);
  }
  const body: unknown = await response.json().catch(() => null);
  if (!response.ok) {
    throw new ApiError(response.status, messageOf(body) ?? `The backend answered ${response.status}.`);
  }
  if (body === null)
    throw new ApiError(response.status, 'The backend answered with something else than JSON.');
  return body as T;
}
