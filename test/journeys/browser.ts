import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { afterEach } from 'vitest'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { readConfig } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import { openLog } from '../../src/app/log.ts'
import { serve } from '../../src/app/serve.ts'
import type { Serving } from '../../src/app/serve.ts'
import { createDatabase, urlOf } from '../database.ts'

/** Where a Chromium of the machine lies; journeys are left out where there is none. */
export const CHROMIUM = [
  process.env['KONTOR_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path))

if (!CHROMIUM && process.env['CI']) throw new Error('Journeys need Chromium; set KONTOR_CHROMIUM.')

const QUIET = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
/** Chromium refuses its sandbox to root. */
const FLAGS = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET

/** A Kontor of its own on an empty database, as a browser meets it. */
export interface Office {
  address: string
  serving: Serving
  dataDir: string
  /** As the commands `backup` and `doctor` are told it. */
  databaseUrl: string
  /** What browsers complained of: errors in a console or in a script, and answers that should never come (5xx). */
  complaints: string[]
  /** A new browser, as of another person at another desk. */
  visit(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

export async function openOffice(environment: Record<string, string> = {}): Promise<Office> {
  const database = await createDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'kontor-journey-'))
  const config = readConfig({
    KONTOR_DATA_DIR: dataDir,
    KONTOR_PORT: '0',
    KONTOR_LOG: 'error',
    ...environment,
  })
  const connection = database.connection as Connection
  const serving = await serve(config, openLog(config.log), connection)
  const complaints: string[] = []
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM ?? '', args: FLAGS })
  browsers.add(browser)
  return {
    address: serving.address,
    serving,
    dataDir,
    databaseUrl: urlOf(database.connection),
    complaints,
    async visit(options = {}) {
      const context = await browser.newContext({
        baseURL: serving.address,
        viewport: { width: 1440, height: 900 },
        locale: 'de-DE',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(30_000)
      const page = await context.newPage()
      listen(page, complaints)
      return page
    },
    async close() {
      browsers.delete(browser)
      await browser.close()
      await serving.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const browsers = new Set<Browser>()

/** What the screens showed when a test failed, for who asks for it by KONTOR_JOURNEY_PICTURES. */
afterEach(async ({ task }) => {
  const folder = process.env['KONTOR_JOURNEY_PICTURES']
  if (!folder || task.result?.state !== 'fail') return
  const pages = [...browsers].flatMap((browser) => browser.contexts()).flatMap((context) => context.pages())
  for (const [index, page] of pages.entries())
    await page.screenshot({ path: join(folder, `${task.id} ${index}.png`) })
})

/** A refusal (4xx) and a lost connection are answers the screens are made for; Chromium reports both as errors. */
const expected =
  /^Failed to load resource: (the server responded with a status of 4|net::ERR_INTERNET_DISCONNECTED)/

function listen(page: Page, complaints: string[]): void {
  page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)))
  page.on('console', (said) => {
    if (said.type() === 'error' && !expected.test(said.text())) complaints.push(said.text())
  })
  page.on('response', (answer) => {
    if (answer.status() >= 500) complaints.push(`${answer.status()} ${answer.url()}`)
  })
}
