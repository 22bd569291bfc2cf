import { delimiter, posix, win32 } from 'node:path';

const COMMANDS = ['google-chrome', 'google-chrome-stable', 'chromium', 'chromium-browser', 'chrome'];
const MAC_APPS = ['Google Chrome.app/Contents/MacOS/Google Chrome', 'Chromium.app/Contents/MacOS/Chromium'];
const WINDOWS_APPS = ['Google\\Chrome\\Application\\chrome.exe', 'Chromium\\Application\\chrome.exe'];
const WINDOWS_ROOTS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];

/**
 * Where Chrome or Chromium is installed on a machine: the places that its installers use, and the folders of `PATH`.
 * The places need not be there.
 */
export function machineCandidates(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  const isWindows = platform === 'win32';
  const path = isWindows ? win32 : posix;
  const folders = (env.PATH ?? env.Path ?? '')
    .split(isWindows ? ';' : delimiter)
    .filter((folder) => folder !== '');
  const onPath = folders.flatMap((folder) =>
    isWindows ? [path.join(folder, 'chrome.exe')] : COMMANDS.map((command) => path.join(folder, command)),
  );
  return [...new Set([...installed(platform, env), ...onPath])];
}

function installed(platform: NodeJS.Platform, env: NodeJS.ProcessEnv): string[] {
  switch (platform) {
    case 'darwin':
      return ['/Applications', ...(env.HOME ? [`${env.HOME}/Applications`] : [])].flatMap((folder) =>
        MAC_APPS.map((app) => posix.join(folder, app)),
      );
    case 'win32':
      return WINDOWS_ROOTS.flatMap((name) => env[name] ?? []).flatMap((root) =>
        WINDOWS_APPS.map((app) => win32.join(root, app)),
      );
    default:
      return [
        '/opt/google/chrome/chrome',
        '/usr/bin/google-chrome',
        '/usr/bin/chromium',
        '/snap/bin/chromium',
      ];
  }
}
