// Before a package is built: the compiler leaves what became of files that are gone, and a package would be published with it.
import { rmSync } from 'node:fs';

rmSync('dist', { recursive: true, force: true });
