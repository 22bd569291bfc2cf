import { type DeviceClass, deviceClass } from './browser/deviceClass.js';
import { userAgentFamily } from './userAgentFamily.js';

/** What a request tells of the device that sends it. Never what its body says. */
export interface SenderDevice {
  /** The browser's family. */
  readonly userAgent: string;
  readonly device: DeviceClass;
}

export function senderDevice(headers: Headers): SenderDevice {
  return { userAgent: userAgentFamily(headers.get('user-agent')), device: deviceClass(headers) };
}
