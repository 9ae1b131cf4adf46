import { addSampleData } from '#features/setup/server/sample-data.ts'
import { setUp } from '#features/setup/server/set-up.ts'
import { SAMPLE_FIRM } from '#features/setup/sample-firm.ts'
import { readConfig } from '#platform/config.ts'
import { scratchFolder } from '../data-folder.ts'
import { openLog } from '../log.ts'
import { serve } from '../serve.ts'
import { WrongUsage } from './command.ts'
import type { Command } from './command.ts'
import { endOnSignal } from './serve.ts'

/** Known to everybody, for a database that listens on this machine only and is gone afterwards. */
const VISITOR = { name: 'Dana Demo', email: 'demo@example.com', password: 'kontor-demo' }

export const demoCommand: Command = {
  usage: 'demo [--port 3000] [--language de|en]',
  help: `Starts Kontor on this machine with a sample firm of about 300 contacts, in a folder that is removed when it
ends. Nothing of your own data is touched.

  --port <number>       where it listens (default: KONTOR_PORT or 3000)
  --language <de|en>    of the screens (default: de)`,
  options: { port: { type: 'string' }, language: { type: 'string', default: 'de' } },
  async run({ options, env, say }) {
    const { port, language } = options
    if (language !== 'de' && language !== 'en') throw new WrongUsage('The language is de or en.')
    const ended = endOnSignal()
    const folder = await scratchFolder()
    const config = readConfig({
      KONTOR_PORT: typeof port === 'string' ? port : env['KONTOR_PORT'],
      KONTOR_LOG: env['KONTOR_LOG'] ?? 'warn',
      KONTOR_DATA_DIR: folder.path,
    })
    try {
      const { address, house, close } = await serve(config, openLog(config.log))
      await house.db.transaction().execute(async (tx) => {
        const by = await setUp(tx, { language, firm: SAMPLE_FIRM, admin: VISITOR })
        await addSampleData(tx, by, house as never)
      })
      say(`Kontor shows its sample firm at ${address}`)
      say(`Sign in as ${VISITOR.email} with the password ${VISITOR.password}; Ctrl+C removes everything.`)
      return await ended({ close: () => close().then(folder.remove) })
    } catch (error) {
      await folder.remove()
      throw error
    }
  },
}
