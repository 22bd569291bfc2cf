import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** The state of a listening socket in `/proc/net/tcp`. */
const LISTEN = '0A';

/**
 * The addresses that a process listens on, from Linux's `/proc`: `127.0.0.1:4318`, or the hexadecimal form for IPv6.
 * It finds those too that nobody knows of.
 */
export function listeningAddresses(pid: number): string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      const [, inode] = /^socket:\[(\d+)\]$/.exec(readLink(`/proc/${pid}/fd/${fd}`)) ?? [];
      return inode ?? [];
    }),
  );
  return ['tcp', 'tcp6'].flatMap((family) =>
    readFileSync(`/proc/${pid}/net/${family}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((row) => row.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === LISTEN && inodes.has(inode ?? ''))
      .map(([, local = '']) => readable(local)),
  );
}

/** A descriptor may be closed while it is looked at. */
function readLink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/** IPv4 stands there as little-endian hexadecimal: `0100007F:10DE`. */
function readable(local: string): string {
  const [address = '', port = ''] = local.split(':');
  const host =
    address.length === 8
      ? [6, 4, 2, 0].map((at) => Number.parseInt(address.slice(at, at + 2), 16)).join('.')
      : address;
  return `${host}:${Number.parseInt(port, 16)}`;
}
