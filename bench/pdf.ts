import { parseArgs } from 'node:util'
import { renderLetter } from '#features/invoices/server/pdf/render-letter.ts'
import { sampleLetter, sampleLines } from '#features/invoices/server/pdf/sample-letter.ts'
import { spread } from './measure.ts'

// What the PDF of an invoice of two pages costs with its XML inside, the first one of a process and the median of many.
// `node bench/pdf.ts --rounds 100`. The aim: at most 150 ms.

const { values: options } = parseArgs({
  options: { rounds: { type: 'string', default: '60' }, xml: { type: 'string', default: '14000' } },
})
const say = (line: string) => process.stdout.write(`${line}\n`)

const letter = sampleLetter({ lines: sampleLines(20) })
const xml = {
  name: 'factur-x.xml',
  content: `<x>${'ä'.repeat(Number(options.xml) / 2)}</x>`,
  level: 'EN 16931',
  description: letter.title,
} as const
const times: number[] = []
let bytes = 0
for (let round = 0; round <= Number(options.rounds); round++) {
  const started = performance.now()
  bytes = (await renderLetter(letter, { xml, now: '2026-11-30T10:00:00Z', id: String(round) })).length
  times.push(performance.now() - started)
}
const [first = 0, ...others] = times
const { median, p95 } = spread(others)
say(
  `first ${first.toFixed(0)} ms, then median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms; ` +
    `${(bytes / 1024).toFixed(0)} KB with ${options.xml} bytes of XML, ${letter.lines.length} lines`,
)
