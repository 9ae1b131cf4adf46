import type { ParseArgsConfig } from 'node:util'

/** What a command gets: its words, its options, and where it prints. */
export interface Invocation {
  words: string[]
  options: Record<string, string | boolean | undefined>
  env: Record<string, string | undefined>
  say(line: string): void
}

export interface Command {
  /** The line after `kontor`, such as `backup [file]`. */
  usage: string
  /** What it does, and below it what each option means. */
  help: string
  options?: NonNullable<ParseArgsConfig['options']>
  /** Returns the exit code: 0 done, 1 not done. */
  run(invocation: Invocation): Promise<number>
}

/** Thrown when the words make no sense; the usage is shown and the exit code is 2. */
export class WrongUsage extends Error {}
