import { execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { environmentOf, type Stage } from './Dockerfile.js';

export interface DockerfileRun {
  /** Folder of the build context. What git ignores and `ignore` names is not in it. */
  context: string;
  /** Patterns of the `.dockerignore`. */
  ignore: string[];
  /** An empty folder: each stage gets a root file system below it, without what its base image has. */
  roots: string;
  /** Called once a stage has the context and before its first RUN. */
  beforeRun?: (stage: string, workdir: string) => Promise<void>;
}

/**
 * Does what the steps of a Dockerfile do, without an engine: COPY and WORKDIR in a folder per stage, RUN in a shell of
 * this machine, with its programs in place of those of the base image.
 *
 * @throws {Error} With the output of a RUN that fails, and for a COPY of something that is not there.
 */
export async function runDockerfile(stages: Stage[], run: DockerfileRun): Promise<void> {
  for (const stage of stages) {
    const root = join(run.roots, stage.name);
    let workdir = root;
    let prepared = false;
    mkdirSync(root, { recursive: true });
    for (const command of stage.commands) {
      if (command.name === 'WORKDIR') {
        workdir = join(root, command.arguments.Path);
        mkdirSync(workdir, { recursive: true });
      } else if (command.name === 'COPY') {
        const { From, SourcePaths, DestPath } = command.arguments;
        for (const source of SourcePaths) {
          if (From) copy(join(run.roots, From, source), workdir, DestPath);
          else copyContext(run, source, workdir, DestPath);
        }
      } else if (command.name === 'RUN') {
        if (!prepared) await run.beforeRun?.(stage.name, workdir);
        prepared = true;
        await execute(command.arguments.CmdLine, workdir, environmentOf(stage));
      }
    }
  }
}

/** As COPY does it: a folder's content goes into the destination; a file into it when it ends with a slash. */
function copy(source: string, workdir: string, destination: string): void {
  const isFolder = statSync(source).isDirectory();
  const target = join(workdir, destination, !isFolder && destination.endsWith('/') ? basename(source) : '');
  mkdirSync(dirname(target), { recursive: true });
  cpSync(source, target, { recursive: true, verbatimSymlinks: true });
}

function copyContext(
  { context, ignore }: DockerfileRun,
  source: string,
  workdir: string,
  destination: string,
) {
  if (source !== '.') return copy(join(context, source), workdir, destination);
  const ignored = ignore.map(toRegExp);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: context,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0')) {
    // Git lists files that were deleted and not yet committed so.
    if (!file || !existsSync(join(context, file))) continue;
    if (ignored.some((pattern) => pattern.test(file))) continue;
    copy(join(context, file), workdir, join(destination, file));
  }
}

/** A pattern of a `.dockerignore`, which takes what is below a folder too. */
function toRegExp(pattern: string): RegExp {
  const parts = pattern.split(/(\*\*\/|\*)/).map((part) => {
    if (part === '**/') return '(.*/)?';
    return part === '*' ? '[^/]*' : part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${parts.join('')}(/|$)`);
}

/** Not synchronous: a step takes minutes, and the test runner must hear from this process meanwhile. */
function execute(line: string[], cwd: string, env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    execFile(
      'sh',
      ['-c', line.join(' ')],
      { cwd, maxBuffer: 64e6, env: { ...process.env, CI: '1', ...env } },
      (error, stdout, stderr) => {
        if (error) reject(new Error(`${line.join(' ')} failed:\n${stdout}\n${stderr}`));
        else resolve();
      },
    );
  });
}
