/** The name of the database in which `offline` keeps what could not be sent. */
export const OFFLINE_DATABASE = 'throughline';
