import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

/**
 * What a run of tests failed at, from the report of Vitest (`--reporter=json`): the first lines of each error, and at
 * the very end one line for each, because of a long log only the end is seen.
 */
const root = join(import.meta.dirname, '..')
const MOST = 12
const LINES = 9

interface Report {
  testResults: {
    name: string
    status: string
    message: string
    assertionResults: { ancestorTitles: string[]; title: string; status: string; failureMessages: string[] }[]
  }[]
}

const [path = '.ci/test.json', how] = process.argv.slice(2)
const report = JSON.parse(readFileSync(path, 'utf8')) as Report
const failures = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
  const file = relative(root, name)
  const tests = assertionResults
    .filter((test) => test.status === 'failed')
    .map(({ ancestorTitles, title, failureMessages: [message] }) => ({
      what: [file, ...ancestorTitles, title].join(' > '),
      why: linesOf(message),
    }))
  return tests.length === 0 && status === 'failed' ? [{ what: file, why: linesOf(message) }] : tests
})

if (how === '--files') say(...new Set(failures.map(({ what }) => what.split(' > ', 1)[0] ?? '')))
else tell()

function tell(): void {
  for (const { what, why } of failures.slice(0, MOST / 2)) say(`\n${what}`, ...why.slice(0, LINES))
  if (failures.length > 0) say('')
  for (const { what, why } of failures.slice(0, MOST)) say(`FAILED ${what}: ${why[0] ?? ''}`)
  if (failures.length > MOST) say(`FAILED and ${failures.length - MOST} more`)
}

/** An error without colours, without the way it took through the libraries. */
function linesOf(message = ''): string[] {
  return stripVTControlCharacters(message)
    .split('\n')
    .filter((line) => line.trim() && !/^\s+at .*(node_modules|node:internal)/.test(line))
}

function say(...lines: string[]): void {
  for (const line of lines) process.stdout.write(`${line.slice(0, 400)}\n`)
}
