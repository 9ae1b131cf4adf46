import type { Page } from 'playwright-core'
import { finding } from './report.ts'
import type { Finding } from './report.ts'
import { rows, slowDown, workOf } from './web-visit.ts'
import type { Desk } from './web-visit.ts'

/** No word begins like another, so that every letter asks something new. */
const words = ['maier', 'schmidt', 'hoffmann', 'berlin', 'wagner', 'koch', 'neumann', 'zimmermann']

/** From each letter typed into the search to its result on the screen. */
export async function typing(desk: Desk): Promise<Finding[]> {
  const { page, session, leave } = await openList(desk)
  await page.evaluate(watchAnswers)
  const waits: number[] = []
  const before = await workOf(session)
  for (const word of words) {
    await page.locator('.search input').focus()
    await page.keyboard.press('Control+a')
    for (const letter of word) {
      await page.evaluate('window.answered = undefined')
      await page.keyboard.press(letter)
      waits.push((await page.waitForFunction('window.answered').then((wait) => wait.jsonValue())) as number)
    }
  }
  const work = (await workOf(session)) - before
  await leave()
  const sorted = waits.toSorted((a, b) => a - b)
  const at = (part: number) => sorted[Math.floor(part * (sorted.length - 1))] ?? 0
  return [
    finding('typing in the search', 'ms to the result, median', at(0.5)),
    finding('typing in the search', 'ms to the result, p95', at(0.95), 100),
    finding('typing in the search', 'ms of the page’s work a letter', work / waits.length),
  ]
}

/** Ten seconds of wheel, then the scroll bar pulled from top to bottom in three. */
export async function scrolling(desk: Desk): Promise<Finding[]> {
  const { page, session, leave } = await openList(desk)
  const box = await page.locator('.grid').boundingBox()
  await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 300)
  await page.keyboard.press('End')
  await page.waitForSelector('.grid-row .contact-name')
  await page.keyboard.press('Home')
  await page.evaluate(watchFrames)
  const before = await workOf(session)
  for (let n = 0; n < 100; n++) {
    await page.mouse.wheel(0, 900)
    await page.waitForTimeout(100)
  }
  const wheel = await page.evaluate<Frames>('window.framesSoFar()')
  await page.evaluate(pullBar)
  const bar = await page.evaluate<Frames>('window.framesSoFar()')
  const work = (await workOf(session)) - before
  await leave()
  return [
    finding('scrolling by wheel', 'ms, the longest frame', wheel.longest, 1000),
    finding('scrolling by wheel', '% of frames over 50 ms', wheel.slow),
    finding('pulling the scroll bar', 'ms, the longest frame', bar.longest, 1000),
    finding('pulling the scroll bar', '% of frames over 50 ms', bar.slow),
    finding('scrolling, both', 'seconds of the page’s work', work / 1000),
  ]
}

interface Frames {
  longest: number
  slow: number
}

/** To the last row by the End key, and into the middle by the scroll bar. */
export async function jumping(desk: Desk): Promise<Finding[]> {
  const { page, leave } = await openList(desk)
  await page.locator('.grid').focus()
  const before = await page.evaluate<number>('performance.now()')
  await page.keyboard.press('End')
  await page.waitForFunction(atEnd, undefined, { timeout: 120_000, polling: 'raf' })
  const end = (await page.evaluate<number>('performance.now()')) - before
  const rowCount = await page.getAttribute('.grid', 'aria-rowcount')
  await page.evaluate(
    `document.querySelector('.grid').scrollTop = document.querySelector('.grid').scrollHeight / 2`,
  )
  const middle = await page.evaluate<number>(untilFilled)
  await leave()
  return [
    finding('the End key', `ms to row ${Number(rowCount) - 1}`, end, 1000),
    finding('into the middle', 'ms until rows stand there', middle, 1000),
  ]
}

async function openList(desk: Desk) {
  const context = await desk()
  const page: Page = await context.newPage()
  const session = await slowDown(page, 1)
  await page.goto('/contacts')
  await rows(page)
  await page.waitForTimeout(1000)
  return { page, session, leave: () => context.close() }
}

/** A letter is answered when the grid has been busy, is fresh again, and has been painted. */
const watchAnswers = `
  let pressed = 0
  let stale = false
  addEventListener('keydown', (event) => { pressed = event.timeStamp; stale = false }, true)
  new MutationObserver(() => {
    if (document.querySelector('.grid[aria-busy=true]')) stale = true
    else if (stale && document.querySelector('.grid, .empty')) {
      stale = false
      requestAnimationFrame(() => setTimeout(() => (window.answered = performance.now() - pressed)))
    }
  }).observe(document.querySelector('#root'), { attributes: true, childList: true, subtree: true })`

const watchFrames = `
  let gaps = []
  let last = performance.now()
  const tick = (now) => { gaps.push(now - last); last = now; requestAnimationFrame(tick) }
  requestAnimationFrame(tick)
  window.framesSoFar = () => {
    const seen = gaps
    gaps = []
    return { longest: Math.max(...seen), slow: (100 * seen.filter((gap) => gap > 50).length) / seen.length }
  }`

const pullBar = `new Promise((resolve) => {
  const grid = document.querySelector('.grid')
  const began = performance.now()
  const pull = () => {
    const part = Math.min(1, (performance.now() - began) / 3000)
    grid.scrollTop = part * grid.scrollHeight
    if (part < 1) requestAnimationFrame(pull)
    else setTimeout(resolve, 500)
  }
  pull()
})`

const atEnd = `(() => {
  const grid = document.querySelector('.grid')
  const filled = [...grid.querySelectorAll('.grid-row')].every((row) => row.querySelector('.contact-name'))
  const busy = document.querySelector('.status .muted')
  return filled && !busy && grid.scrollTop > 0 && grid.scrollTop + grid.clientHeight >= grid.scrollHeight - 40
})()`

const untilFilled = `new Promise((resolve) => {
  const began = performance.now()
  const look = () => {
    const shown = [...document.querySelectorAll('.grid-row')]
    if (performance.now() - began > 100 && shown.every((row) => row.querySelector('.contact-name')))
      resolve(performance.now() - began)
    else requestAnimationFrame(look)
  }
  look()
})`
