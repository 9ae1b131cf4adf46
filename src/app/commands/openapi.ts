import { writeFile } from 'node:fs/promises'
import { openApi } from '#platform/openapi.ts'
import { VERSION } from '../version.ts'
import { routes } from '../routes.ts'
import type { Command } from './command.ts'

export const openapiCommand: Command = {
  usage: 'openapi',
  help: 'Writes openapi.json into the current folder.',
  async run() {
    await writeFile('openapi.json', `${JSON.stringify(openApi(routes, VERSION), null, 1)}\n`)
    return 0
  },
}
