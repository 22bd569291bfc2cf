/** From the most particular to the most general: an Edge says that it is Chrome and Safari too. */
const FAMILIES = [
  [/\bEdgA?(?:iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\bHeadlessChrome\//, 'HeadlessChrome'],
  [/\b(?:Chrome|CriOS|Chromium)\//, 'Chrome'],
  [/\bVersion\/[\d.]+.{0,40}Safari\//, 'Safari'],
] as const;
const MAX_LENGTH = 512;

/** The browser's family. The whole user agent, which tells people apart, is not kept. */
export function userAgentFamily(userAgent: string | null): string {
  const text = (userAgent ?? '').slice(0, MAX_LENGTH);
  return FAMILIES.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}
