import type { Side } from './measure.ts'
import type { Finding } from './report.ts'
import type { Statement } from './spy.ts'
import type { Reply } from './wire.ts'

/** Pages of memory one statement may touch; walking the whole table of a million takes more than that. */
const BUFFERS = 150_000
/** How often each task is asked: its page, and the pages after it. */
const TIMES = 12
/** A statement that only reads, with or without a comment in front. */
const READS = /^\s*(?:\/\*.*?\*\/\s*)?(?:select|with)\b/i

interface Plan {
  'Node Type': string
  'Relation Name'?: string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: Plan[]
}

/** The plan of every statement that reads contacts: none may read the table from end to end, each stays within bounds. */
export async function explain(side: Side, only?: string): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const task of side.tasks) {
    if (only && !task.name.includes(only)) continue
    let last: Reply | undefined
    let [most, scans] = [0, 0]
    for (let time = 0; time < TIMES; time++) {
      const request = task.next(last)
      if (request.method !== 'GET') break
      await side.kontor.tell('record')
      last = (await side.wire.send(request)).reply
      for (const statement of (await side.kontor.tell('quiet')).statements) {
        const plan = await planOf(side, statement)
        if (!plan) continue
        most = Math.max(most, plan['Shared Hit Blocks'] + plan['Shared Read Blocks'])
        if (readsAll(plan)) scans++
      }
    }
    if (!last) continue
    findings.push(
      { task: task.name, figure: 'scans of the whole table', value: scans, target: 0, met: scans === 0 },
      { task: task.name, figure: 'buffers at most', value: most, target: BUFFERS, met: most <= BUFFERS },
    )
  }
  return findings
}

async function planOf(side: Side, { text, values }: Statement): Promise<Plan | undefined> {
  if (!READS.test(text) || !text.includes('contact')) return undefined
  const { rows } = await side.driver.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (analyze, buffers, format json) ${text}`,
    values,
  )
  return rows[0]?.['QUERY PLAN'][0].Plan
}

function readsAll(plan: Plan): boolean {
  const here = plan['Node Type'] === 'Seq Scan' && plan['Relation Name'] === 'contact'
  return here || (plan.Plans ?? []).some(readsAll)
}
