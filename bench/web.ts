import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { chromium } from 'playwright-core'
import { generate } from './generate.ts'
import { startKontor } from './kontor-process.ts'
import { printed } from './report.ts'
import type { Finding } from './report.ts'
import { firstVisit } from './web-visit.ts'
import { jumping, scrolling, typing } from './web-list.ts'

// The contact list as a browser meets it: what the first visit costs, and how quickly the list answers. The screens
// must be built (`npm run build`); the machine's Chromium is found here or named by KONTOR_CHROMIUM.

const { values: options } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    cache: { type: 'string', default: join(tmpdir(), 'kontor-bench') },
    only: { type: 'string' },
  },
})
const executablePath = [
  process.env['KONTOR_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))
if (!executablePath) throw new Error('No Chromium found; set KONTOR_CHROMIUM.')

const say = (line = '') => process.stdout.write(`${line}\n`)
const data = await generate({
  cache: resolve(options.cache),
  rows: Number(options.rows),
  seed: Number(options.seed),
  say,
})
const kontor = await startKontor(data.dataDir)
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const browser = await chromium.launch({ executablePath, args: [...root, '--disable-gpu', '--no-first-run'] })
try {
  const baseURL = `http://127.0.0.1:${kontor.port}`
  const door = await browser.newContext({ baseURL, locale: 'de-DE' })
  await door.request.post('/api/v1/session', {
    data: { email: 'ada@example.com', password: 'nur zum Messen' },
    headers: { origin: baseURL },
  })
  const storageState = await door.storageState()
  await door.close()
  const desk = () =>
    // What is watched is asked by words that the page's policy would not run.
    browser.newContext({
      baseURL,
      storageState,
      locale: 'de-DE',
      viewport: { width: 1440, height: 900 },
      bypassCSP: true,
    })
  const findings: Finding[] = []
  const parts = { 'first visit': firstVisit, typing, scrolling, jumping }
  for (const [name, part] of Object.entries(parts)) {
    if (options.only && !name.includes(options.only)) continue
    findings.push(...(await part(desk, say)))
  }
  say(printed(findings))
  process.exitCode = findings.some(({ met }) => met === false) ? 1 : 0
} finally {
  await browser.close()
  await kontor.close()
}
