/** A string attribute as OTLP/JSON writes it. */
export function attribute(key: string, value: string) {
  return { key, value: { stringValue: value } };
}

/** The resource of a service of the environment "test". */
export function resource(service: string, language: string) {
  return {
    attributes: [
      attribute('service.name', service),
      attribute('telemetry.sdk.language', language),
      attribute('deployment.environment.name', 'test'),
    ],
  };
}

/** The spans of one service, as an element of `resourceSpans`. */
export function resourceSpans(service: string, language: string, ...spans: object[]) {
  return { resource: resource(service, language), scopeSpans: [{ spans }] };
}

/** Posts JSON. Throws with the answer when it is not a success. */
export async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text}`);
}
