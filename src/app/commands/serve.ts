import { readConfig } from '#platform/config.ts'
import { VERSION } from '../version.ts'
import { openLog } from '../log.ts'
import { serve } from '../serve.ts'
import type { Serving } from '../serve.ts'
import type { Command } from './command.ts'

export const serveCommand: Command = {
  usage: 'serve',
  help: `Starts the database, brings it up to date and answers on KONTOR_HOST:KONTOR_PORT (127.0.0.1:3000).
SIGTERM or Ctrl+C ends it cleanly.`,
  async run({ env, say }) {
    const config = readConfig(env)
    const ended = endOnSignal()
    const serving = await serve(config, openLog(config.log))
    say(`Kontor ${VERSION}: ${serving.address}`)
    if (serving.setupLink) say(`Set it up in the browser: ${serving.setupLink}`)
    return ended(serving)
  },
}

/** Listens from now on; the returned function closes what serves when the time comes, and ends the process. */
export function endOnSignal(): (serving: Pick<Serving, 'close'>) => Promise<never> {
  const signal = new Promise<void>((resolve) => {
    process.once('SIGTERM', () => resolve())
    process.once('SIGINT', () => resolve())
    if (process.env['npm_lifecycle_event']) whenOrphaned(resolve)
  })
  return async (serving) => {
    await signal
    await serving.close()
    process.exit(0)
  }
}

/** npm passes SIGTERM on to the shell it started us with, and that keeps it to itself: we only see it gone. */
function whenOrphaned(end: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    end()
  }, 500)
  timer.unref()
}
