import { parseArgs } from 'node:util'
import { WrongUsage } from './command.ts'
import type { Command } from './command.ts'

interface Entry {
  summary: string
  load(): Promise<Command>
}

// Each is loaded when it is asked for: `kontor user` need not wait for the web server.
const COMMANDS: Record<string, Entry> = {
  serve: {
    summary: 'start Kontor (the default)',
    load: async () => (await import('./serve.ts')).serveCommand,
  },
  demo: {
    summary: 'try Kontor with a sample firm; everything is removed afterwards',
    load: async () => (await import('./demo.ts')).demoCommand,
  },
  backup: {
    summary: 'write everything into one archive, also while Kontor runs',
    load: async () => (await import('./backup.ts')).backupCommand,
  },
  restore: {
    summary: 'bring an archive back into an empty data folder, or only check it',
    load: async () => (await import('./restore.ts')).restoreCommand,
  },
  doctor: {
    summary: 'check whether everything Kontor needs is in order',
    load: async () => (await import('./doctor.ts')).doctorCommand,
  },
  user: {
    summary: 'list, add and deactivate users, set a password',
    load: async () => (await import('./user.ts')).userCommand,
  },
  openapi: {
    summary: 'write the description of the API to openapi.json',
    load: async () => (await import('./openapi.ts')).openapiCommand,
  },
}

const say = (line: string) => void process.stdout.write(`${line}\n`)
const complain = (line: string) => void process.stderr.write(`${line}\n`)

/** Runs what the command line says and returns the exit code: 0 done, 1 not done, 2 not understood. */
export async function runCommand(args: string[]): Promise<number> {
  const [first = 'serve', ...rest] = args[0]?.startsWith('-') && !isHelp(args[0]) ? ['serve', ...args] : args
  if (isHelp(first) || first === 'help') return show(overview())
  const entry = Object.hasOwn(COMMANDS, first) ? COMMANDS[first] : undefined
  if (!entry) return refuse(`There is no command "${first}".`, overview())
  const command = await entry.load()
  const manual = `Usage: kontor ${command.usage}\n\n${command.help}`
  try {
    const options = { ...command.options, help: { type: 'boolean' as const, short: 'h' } }
    const parsed = parseArgs({ args: rest, options, allowPositionals: true })
    if (parsed.values.help) return show(manual)
    const given = parsed.values as Record<string, string | boolean | undefined>
    return await command.run({ words: parsed.positionals, options: given, env: process.env, say })
  } catch (error) {
    if (isWrongUsage(error)) return refuse(error.message, manual)
    return explain(error)
  }
}

function isHelp(word: string | undefined): boolean {
  return word === '--help' || word === '-h'
}

function isWrongUsage(error: unknown): error is Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return error instanceof WrongUsage || code.startsWith('ERR_PARSE_ARGS')
}

function overview(): string {
  const lines = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(9)}${summary}`)
  return [
    'Usage: kontor <command> [options]',
    '',
    ...lines,
    '',
    'Settings are environment variables (KONTOR_PORT, KONTOR_DATA_DIR, DATABASE_URL, …);',
    'docs/operations.md lists them. "kontor <command> --help" says more.',
  ].join('\n')
}

function show(text: string): number {
  say(text)
  return 0
}

function refuse(message: string, usage: string): number {
  complain(`${message}\n\n${usage}`)
  return 2
}

/** An expected refusal in one line, a wrong setting by its name, anything else with where it happened. */
async function explain(error: unknown): Promise<number> {
  const { Problem } = await import('#kernel/problem.ts')
  const { ZodError } = await import('zod')
  if (error instanceof Problem) complain(`kontor: ${error.message}`)
  else if (error instanceof ZodError)
    for (const { path, message } of error.issues) complain(`kontor: ${path.join('.')}: ${message}`)
  else if (error instanceof Error && 'code' in error && typeof error.code === 'string')
    complain(`kontor: ${error.message || error.code}`)
  else complain(error instanceof Error ? (error.stack ?? error.message) : String(error))
  return 1
}
