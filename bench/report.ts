import type { Measured } from './measure.ts'
import type { Task } from './requests.ts'

/** One figure with what it has to reach. */
export interface Finding {
  task: string
  figure: string
  value: number
  target?: number
  met?: boolean
  measured?: { small: Measured; large: Measured }
  line?: string
}

export const finding = (task: string, figure: string, value: number, target?: number): Finding => ({
  task,
  figure,
  value,
  ...(target === undefined ? {} : { target, met: value <= target }),
})

export function wholeRows({ startMs, memory }: { startMs: number; memory: number }): Finding[] {
  return [
    finding('start on existing data', 'seconds', startMs / 1000, 3),
    finding('program and database, idle', 'MB (PSS)', memory, 300),
  ]
}

export function rowsOf(task: Task, small: Measured, large: Measured): Finding[] {
  const cpu = large.cpu.program + large.cpu.database
  const against = large.again.median / large.driver.median
  const growth = large.http.p95 / small.http.p95
  const f = (ms: number) => ms.toFixed(ms < 10 ? 2 : 1)
  const pages = large.rows === 1 ? '' : `  rows ${small.rows.toFixed(0)} → ${large.rows.toFixed(0)}`
  const line =
    `${task.name.padEnd(39)} http ${f(small.http.median)}/${f(small.http.p95)} → ${f(large.http.median)}/${f(large.http.p95)}` +
    `  again ${f(large.again.median)} driver ${f(small.driver.median)} → ${f(large.driver.median)} (${large.statements.toFixed(1)} statements)` +
    `  ×${against.toFixed(2)}  p95 ×${growth.toFixed(2)}  cpu ${f(large.cpu.program)} + ${f(large.cpu.database)}${pages}`
  return [
    { ...finding(task.name, 'median / bare driver', against, 2), measured: { small, large }, line },
    finding(task.name, 'p95 / p95 at 10,000', growth, task.isUneven ? undefined : 2),
    finding(task.name, 'CPU ms, program and database', cpu, task.cpuLimit),
  ]
}

/** The table at the end. */
export function printed(findings: Finding[]): string {
  const lines = findings.map(({ task, figure, value, target, met }) => {
    const mark = met === undefined ? ' ' : met ? '✓' : '✗'
    const wanted = target === undefined ? '' : `≤ ${target}`
    return `${mark} ${task.padEnd(39)} ${figure.padEnd(30)} ${value.toFixed(2).padStart(9)} ${wanted}`
  })
  const missed = findings.filter(({ met }) => met === false).length
  return [...lines, missed === 0 ? 'All targets met.' : `${missed} targets missed.`].join('\n')
}
