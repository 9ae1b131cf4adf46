import pg from 'pg'
import { Problem } from '#kernel/problem.ts'
import { readConfig } from '#platform/config.ts'
import type { Config } from '#platform/config.ts'
import { connectionSettings } from '#platform/database.ts'
import type { Connection } from '#platform/database.ts'
import { contentChecks } from '../doctor/content.ts'
import { databaseChecks } from '../doctor/database.ts'
import { bad, doubtful } from '../doctor/finding.ts'
import type { Check, Finding } from '../doctor/finding.ts'
import { checkMachine } from '../doctor/machine.ts'
import { openStore } from '../store.ts'
import type { Command } from './command.ts'
import { withDatabase } from './reach.ts'

const MARKS: Record<Finding['state'], string> = { good: '✓', doubtful: '!', bad: '✗' }

export const doctorCommand: Command = {
  usage: 'doctor [--full]',
  help: `Checks what Kontor needs and says it in plain words: ✓ good, ! worth a look, ✗ bad. The exit code is 1 when
anything is bad. Works beside a running Kontor and without one.

  --full   read every file again instead of a sample`,
  options: { full: { type: 'boolean' } },
  async run({ options, env, say }) {
    const config = readConfig(env)
    let worst = 0
    const tell = ({ state, words }: Finding) => {
      say(`${MARKS[state]} ${words}`)
      if (state === 'bad') worst = 1
    }
    for (const finding of await checkMachine(config)) tell(finding)
    try {
      await withDatabase(config, (connection) => examine(config, connection, options['full'] === true, tell))
    } catch (error) {
      tell(unreachable(error))
    }
    return worst
  },
}

async function examine(
  config: Config,
  connection: Connection,
  full: boolean,
  tell: (finding: Finding) => void,
): Promise<void> {
  const client = new pg.Client(connectionSettings(connection))
  client.on('error', () => {})
  await client.connect()
  try {
    const patient = { config, client, store: openStore(config), full }
    for (const check of databaseChecks) tell(await tried(check(patient)))
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('public.setting') is not null as there`,
    )
    if (rows[0]?.there) for (const check of contentChecks) tell(await tried(check(patient)))
  } finally {
    await client.end().catch(() => {})
  }
}

/** A check that itself fails has found something. */
function tried(finding: ReturnType<Check>): ReturnType<Check> {
  return finding.catch((error: unknown) => bad(`a check failed: ${(error as Error).message}`))
}

function unreachable(error: unknown): Finding {
  if (error instanceof Problem && error.code === 'data_folder.empty')
    return doubtful(`${error.message} The first start makes it.`)
  const { message, code } = error as NodeJS.ErrnoException
  return bad(`the database cannot be reached: ${message || code}`)
}
