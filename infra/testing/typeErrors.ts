import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const INFRA = fileURLToPath(new URL('..', import.meta.url));
const TSC = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

/**
 * What the compiler says of JSON as a value of a type. JSON that is imported has lost its literals; written out it has
 * not, and a property that the type does not have is an error.
 * @param from the module that exports the type, from `infra`
 */
export async function typeErrors(json: string, type: string, from: string): Promise<string> {
  mkdirSync(join(INFRA, '.reports'), { recursive: true });
  // Within the workspace, where the compiler finds the packages.
  const dir = mkdtempSync(join(INFRA, '.reports', 'types-'));
  try {
    const code = `import type { ${type} } from '../../${from}';\nexport const value: ${type} = ${json};\n`;
    writeFileSync(join(dir, 'value.ts'), code);
    writeFileSync(
      join(dir, 'tsconfig.json'),
      JSON.stringify({ extends: '../../tsconfig.json', include: ['value.ts'] }),
    );
    return await new Promise((resolve) =>
      execFile(process.execPath, [TSC, '-p', dir], { maxBuffer: 16e6 }, (_error, stdout) => resolve(stdout)),
    );
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
