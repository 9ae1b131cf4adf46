import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { explain } from './explain.ts'
import { generate } from './generate.ts'
import type { BenchData } from './generate.ts'
import { startKontor } from './kontor-process.ts'
import { measure, openSide } from './measure.ts'
import type { Side } from './measure.ts'
import { memoryOf, treeOf } from './processes.ts'
import { printed, rowsOf, wholeRows } from './report.ts'
import type { Finding } from './report.ts'

// What Kontor is for, measured: one program on 10,000 and on a million contacts, side by side, against the same SQL
// through the bare driver. See docs/decisions/003.

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '10' },
    rows: { type: 'string' },
    only: { type: 'string' },
    explain: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    cache: { type: 'string', default: join(tmpdir(), 'kontor-bench') },
    json: { type: 'string' },
    'generate-only': { type: 'boolean', default: false },
  },
})
const say = (line = '') => process.stdout.write(`${line}\n`)
const cache = resolve(options.cache)
await mkdir(cache, { recursive: true })
const big = Number(options.rows ?? (options.quick ? 100_000 : 1_000_000))
const make = (rows: number) => generate({ cache, rows, seed: Number(options.seed), say })

if (options['generate-only']) {
  say((await make(big)).dataDir)
} else if (options.explain) {
  const kontor = await startKontor((await make(big)).dataDir)
  const side = await openSide(await make(big), kontor)
  try {
    const { rows } = await side.driver.query<{ version: string }>('select version()')
    say(rows[0]?.version)
    const findings = await explain(side, options.only)
    say(printed(findings))
    process.exitCode = findings.some(({ met }) => met === false) ? 1 : 0
  } finally {
    await side.close()
    await kontor.close()
  }
} else {
  const findings = await run(await make(10_000), await make(big))
  say(printed(findings))
  if (options.json) {
    const machine = { node: process.version, cpus: cpus().length, cpu: cpus()[0]?.model }
    await writeFile(
      options.json,
      JSON.stringify({ seed: options.seed, rows: big, machine, findings }, null, 1),
    )
  }
  process.exitCode = findings.some(({ met }) => met === false) ? 1 : 0
}

async function run(small: BenchData, large: BenchData): Promise<Finding[]> {
  say(`seed ${options.seed}, 10,000 against ${large.rows} contacts`)
  const started = [await startKontor(small.dataDir), await startKontor(large.dataDir)] as const
  const open: Side[] = []
  try {
    await pause(3000)
    const memory = await memoryOf(await treeOf(started[1].pid, started[1].postmaster))
    const sides = [await openSide(small, started[0]), await openSide(large, started[1])] as const
    open.push(...sides)
    const findings = wholeRows({ startMs: started[1].startMs, memory })
    const amount = { rounds: Number(options.rounds), batch: 20 }
    for (const [at, task] of sides[1].tasks.entries()) {
      if (options.only && !task.name.includes(options.only)) continue
      const [less, more] = await measure([...sides], at, amount)
      if (!less || !more) continue
      const rows = rowsOf(task, less, more)
      findings.push(...rows)
      say(rows[0]?.line)
    }
    return findings
  } finally {
    for (const side of open) await side.close()
    for (const kontor of started) await kontor.close()
  }
}
