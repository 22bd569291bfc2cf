import { readFileSync } from 'node:fs';

/** What the README tells an app's developer to do. */
export interface Instructions {
  /** Packages that it says to install. */
  readonly packages: readonly string[];
  /** Path in the app -> content, for every file that it says to write. */
  readonly files: Readonly<Record<string, string>>;
  /** The variables that it says to set. */
  readonly variables: readonly string[];
}

/** Reads the section "Add it to your app": a step that is wrong there fails the test, and not its first reader. */
export function readReadme(readme: URL): Instructions {
  const text = readFileSync(readme, 'utf8');
  const section = text.split('## Add it to your app')[1]?.split('In your code:')[0];
  if (section === undefined) throw new Error('the README has no section "Add it to your app"');
  const blocks = (language: string) =>
    [...section.matchAll(new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'g'))].map((match) =>
      String(match[1]).replaceAll(/^ {3}/gm, ''),
    );
  const paths = [...section.matchAll(/`([^`\s]+\.ts)`/g)].map((match) => String(match[1]));
  const sources = blocks('ts');
  if (paths.length !== sources.length) {
    throw new Error(
      `the README names ${paths.length} files and shows ${sources.length}: ${paths.join(', ')}`,
    );
  }
  const shell = blocks('sh').join('\n');
  return {
    packages: [...shell.matchAll(/@throughline\/[a-z]+/g)].map(([name]) => name),
    files: Object.fromEntries(paths.map((path, index) => [path, sources[index] ?? ''])),
    variables: [...shell.matchAll(/^([A-Z_]+)=/gm)].map((match) => String(match[1])),
  };
}
