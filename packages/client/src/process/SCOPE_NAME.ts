/** Instrumentation scope of what this package records. */
export const SCOPE_NAME = '@throughline/client';
