import type { Config } from '#platform/config.ts'
import type { Log } from '#platform/house.ts'

const LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const

/** One JSON object a line on standard error; never personal data beyond ids. */
export function openLog(level: Config['log']): Log {
  const least = LEVELS.indexOf(level)
  const write = (at: 'info' | 'warn' | 'error') => (fields: object, message: string) => {
    if (LEVELS.indexOf(at) < least) return
    process.stderr.write(
      `${JSON.stringify({ at: new Date().toISOString(), level: at, message, ...plain(fields) })}\n`,
    )
  }
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

function plain(fields: object): object {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? (value.stack ?? value.message) : value,
    ]),
  )
}
