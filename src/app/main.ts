#!/usr/bin/env node
import { writeFile } from 'node:fs/promises'
import { openApi } from '#platform/openapi.ts'
import { readConfig } from '#platform/config.ts'
import { VERSION } from './house.ts'
import { openLog } from './log.ts'
import { routes } from './routes.ts'
import { serve } from './serve.ts'

const [command = 'serve'] = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

if (command === 'serve') {
  const config = readConfig(process.env)
  const serving = await serve(config, openLog(config.log))
  say(`Kontor ${VERSION}: ${serving.address}`)
  const end = () => void serving.close().then(() => process.exit(0))
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
} else if (command === 'openapi') {
  await writeFile('openapi.json', `${JSON.stringify(openApi(routes, VERSION), null, 1)}\n`)
} else {
  say('kontor serve|openapi')
  process.exitCode = 2
}
