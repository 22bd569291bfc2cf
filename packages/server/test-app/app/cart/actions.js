'use server';

import { logger } from '@throughline/server';

export async function remove(count) {
  logger.info(`removed ${count}`);
}
