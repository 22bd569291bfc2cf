/** The address, where it is an absolute http or https URL without credentials; null for everything else. */
export function safeHref(value: string): string | null {
  if (!/^https?:\/\//i.test(value) || value.length > 2048) return null;
  try {
    const url = new URL(value);
    return url.username || url.password ? null : url.href;
  } catch {
    return null;
  }
}
