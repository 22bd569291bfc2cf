import type { Backend } from '@throughline/local';

/** What a test asks of a backend over HTTP. */
export class TestClient {
  constructor(readonly backend: Backend) {}

  fetch(path: string, init?: RequestInit): Promise<Response> {
    return fetch(`${this.backend.url}${path}`, init);
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    return this.fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: raw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body),
    });
  }

  /** The JSON of a path; fails with the body where the status is not the expected one. */
  async json<T>(path: string, status = 200): Promise<T> {
    const response = await this.fetch(path);
    const text = await response.text();
    if (response.status !== status) throw new Error(`${path}: status ${response.status}: ${text}`);
    return JSON.parse(text) as T;
  }
}
