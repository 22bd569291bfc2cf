/** A query that is not answered: a parameter is wrong or not supported. `message` names it. HTTP status 400. */
export class QueryError extends Error {
  override readonly name = 'QueryError';
}
