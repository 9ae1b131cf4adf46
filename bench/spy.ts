// Loaded into the measured server before its first line. Tells the bench which statements a request sent and how much
// processor time the program took; while it is not asked it costs one comparison a statement.
import pg from 'pg'

export interface Statement {
  text: string
  values: unknown[]
}
export interface Told {
  statements: Statement[]
  /** Milliseconds of processor time since the start of the program. */
  cpu: number
}

let recorded: Statement[] | undefined

const plain = pg.Client.prototype.query as (...given: unknown[]) => unknown
pg.Client.prototype.query = function query(this: pg.Client, ...given: unknown[]): unknown {
  if (recorded) keep(recorded, given)
  return plain.apply(this, given)
} as never

function keep(into: Statement[], [query, values]: unknown[]): void {
  const asked = typeof query === 'string' ? { text: query } : (query as { text?: string; values?: unknown[] })
  if (!asked.text || asked.text.includes('pgboss')) return
  const given = Array.isArray(values) ? values : ('values' in asked && asked.values) || []
  into.push({ text: asked.text, values: given })
}

process.on('message', (message) => {
  const { user, system } = process.cpuUsage()
  process.send?.({ statements: recorded ?? [], cpu: (user + system) / 1000 } satisfies Told)
  recorded = message === 'record' ? [] : undefined
})
process.channel?.unref()
