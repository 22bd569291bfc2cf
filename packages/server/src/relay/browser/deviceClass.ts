export type DeviceClass = 'desktop' | 'mobile' | 'tablet';

/** An Android without "Mobile" is a tablet (Google's own rule for its user agents), so is what says so. */
const TABLET = /\b(iPad|Tablet|PlayBook|Silk)\b|Android(?!.{0,512}\bMobile\b)/;
const MOBILE = /\bMobi|\biPhone\b|\biPod\b/;
const MAX_LENGTH = 512;

/**
 * What kind of device sends a request, from `Sec-CH-UA-Mobile` and the user agent. An iPad that asks for desktop
 * pages says that it is a Mac, and is counted as one.
 */
export function deviceClass(headers: Headers): DeviceClass {
  const userAgent = (headers.get('user-agent') ?? '').slice(0, MAX_LENGTH);
  if (TABLET.test(userAgent)) return 'tablet';
  return headers.get('sec-ch-ua-mobile') === '?1' || MOBILE.test(userAgent) ? 'mobile' : 'desktop';
}
