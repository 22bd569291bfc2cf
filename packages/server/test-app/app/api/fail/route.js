export async function POST() {
  throw new Error('the handler broke', { cause: new Error('the cause') });
}
