import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import type { TestContext } from 'vitest'
import { readConfig } from '#platform/config.ts'
import type { Connection } from '#platform/database.ts'
import { openLog } from '../../src/app/log.ts'
import { serve } from '../../src/app/serve.ts'
import type { Serving } from '../../src/app/serve.ts'
import { createMigratedDatabase, urlOf } from '../database.ts'

/** Where a Chromium of the machine lies; journeys are left out where there is none. */
export const CHROMIUM = [
  process.env['KONTOR_CHROMIUM'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
].find((path) => path && existsSync(path))

if (!CHROMIUM && process.env['CI']) throw new Error('Journeys need Chromium; set KONTOR_CHROMIUM.')

/**
 * The popups of the address bar are pages of their own, which cost every window more than ours do at first. A second
 * list replaces Playwright's, so what matters of that stands here too.
 */
const UNWANTED = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxFullPopup',
  'AimEnabled',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
]
const QUIET = [
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `--disable-features=${UNWANTED.join(',')}`,
]
/** Chromium refuses its sandbox to root. */
const FLAGS = process.getuid?.() === 0 ? ['--no-sandbox', ...QUIET] : QUIET

let launched: Promise<Browser> | undefined
/** One program for all files of this process; nobody sees what another context keeps, and it ends with the process. */
const theBrowser = () => (launched ??= chromium.launch({ executablePath: CHROMIUM ?? '', args: FLAGS }))

/** As long as somebody waits for a busy machine; what has not come by then never comes. */
export const PATIENCE = 60_000

/** A Kontor of its own that nobody has set up, as a browser meets it. */
export interface Office {
  address: string
  serving: Serving
  dataDir: string
  /** As the commands `backup` and `doctor` are told it. */
  databaseUrl: string
  /** What browsers complained of: errors in a console or in a script, and answers that should never come (5xx). */
  complaints: string[]
  /** A new browser, as of another person at another desk; with a service worker only where one says 'allow'. */
  visit(options?: BrowserContextOptions): Promise<Page>
  close(): Promise<void>
}

export async function openOffice(environment: Record<string, string> = {}): Promise<Office> {
  const database = await createMigratedDatabase()
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
  const browser = await theBrowser()
  const open = { contexts: new Set<BrowserContext>(), complaints }
  opened.add(open)
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
      open.contexts.add(context)
      // It fetches the whole program for each of them; who has none, such as a private window, goes on without.
      if (options.serviceWorkers !== 'allow')
        await context.addInitScript('delete Navigator.prototype.serviceWorker')
      context.setDefaultTimeout(PATIENCE)
      const page = await context.newPage()
      listen(page, complaints)
      return page
    },
    async close() {
      opened.delete(open)
      for (const context of open.contexts) await context.close()
      await serving.close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const opened = new Set<{ contexts: Set<BrowserContext>; complaints: string[] }>()

/** Says with the error of a failed test what the screens showed; KONTOR_JOURNEY_PICTURES keeps pictures of them. */
export async function tellWhatWasShown({ task }: TestContext): Promise<void> {
  if (task.result?.state !== 'fail') return
  const folder = process.env['KONTOR_JOURNEY_PICTURES']
  const seen: string[] = []
  for (const { contexts, complaints } of opened) {
    const pages = [...contexts].flatMap((context) => context.pages())
    for (const page of pages) {
      seen.push(await shownOn(page))
      if (folder) await page.screenshot({ path: join(folder, `${task.id} ${seen.length}.png`) })
    }
    seen.push(...complaints.map((complaint) => `complaint: ${complaint}`))
  }
  const error = task.result.errors?.at(0)
  if (!error) return
  const message = [error.message, ...seen].join('\n')
  if (error.stack) error.stack = error.stack.replace(error.message, () => message)
  error.message = message
}

/** Where this page is and what it says: of dialogs and toasts all, of the rest the beginning. */
async function shownOn(page: Page): Promise<string> {
  const lines = (texts: string[]) => texts.map((text) => text.replaceAll(/\s+/g, ' ').slice(0, 500))
  const main = await page.locator('main').allInnerTexts().catch(String)
  const above = await page.locator('dialog:modal, [role=dialog], .toast').allInnerTexts().catch(String)
  return [`page: ${page.url()}`, ...lines([main].flat()), ...lines([above].flat())].join('\n  ')
}

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
