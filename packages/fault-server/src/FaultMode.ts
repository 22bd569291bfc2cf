/**
 * How the server treats a push:
 * - `ok`: stores it and says so;
 * - a number: answers with that status and stores nothing;
 * - `hang`: takes the request and never answers;
 * - `reset`: resets the connection and stores nothing;
 * - `half-accept`: stores the first half of the records and says so, as the receiver's protocol says it (OTLP: 200 with
 *   `partialSuccess`; Loki: 400, what is valid stored);
 * - `doubt`: stores it all and resets the connection before it has answered.
 */
export type FaultMode = 'ok' | 'hang' | 'reset' | 'half-accept' | 'doubt' | number;
