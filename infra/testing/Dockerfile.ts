interface Arguments {
  WORKDIR: { Path: string };
  ENV: { Env: { Key: string; Value: string }[] };
  COPY: { From: string; SourcePaths: string[]; DestPath: string };
  RUN: { CmdLine: string[] };
  CMD: { CmdLine: string[] };
  USER: { User: string };
  HEALTHCHECK: { Health: { Test: string[] } };
}

/** One instruction, as `infra/native/dockerfile` prints it: only what the tests read of it. */
export type Instruction = { [N in keyof Arguments]: { name: N; arguments: Arguments[N] } }[keyof Arguments];

export interface Stage {
  name: string;
  base: string;
  commands: Instruction[];
}

/** The last instruction of a kind, which is the one that counts. */
export function lastOf<N extends keyof Arguments>(stage: Stage, name: N): Arguments[N] | undefined {
  return stage.commands.findLast((command) => command.name === name)?.arguments as Arguments[N] | undefined;
}

/** The environment that a stage sets. */
export function environmentOf(stage: Stage): Record<string, string> {
  return Object.fromEntries(
    stage.commands.flatMap((command) =>
      command.name === 'ENV' ? command.arguments.Env.map(({ Key, Value }) => [Key, Value]) : [],
    ),
  );
}
