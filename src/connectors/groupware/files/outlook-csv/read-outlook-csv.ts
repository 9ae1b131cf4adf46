import { CsvError, parse } from 'csv-parse/sync'
import { guessDialect } from '#kernel/csv-dialect.ts'
import type { CardItem } from '#kernel/groupware/card-item.ts'
import type { EventItem } from '#kernel/groupware/event-item.ts'
import type { TodoItem } from '#kernel/groupware/todo-item.ts'
import type { GroupwareWarning } from '#kernel/groupware/warning.ts'
import type { DateOrder } from '#kernel/written-value.ts'
import { rowOf } from './cells.ts'
import { cardOfRow } from './contact-row.ts'
import { eventOfRow } from './event-row.ts'
import { CONTACT_HEADINGS, EVENT_HEADINGS, TASK_HEADINGS, columnsOf } from './headings.ts'
import { taskOfRow } from './task-row.ts'

export interface CsvItems {
  events: EventItem[]
  todos: TodoItem[]
  cards: CardItem[]
  warnings: GroupwareWarning[]
}

/**
 * The rows of a table that Outlook exported, a calendar, tasks or contacts by its headings; undefined for a table of
 * something else.
 */
export function readOutlookCsv(
  text: string,
  { zone, language }: { zone: string; language: 'de' | 'en' },
): CsvItems | undefined {
  const [head = [], ...rows] = readTable(text) ?? []
  const events = columnsOf(head, EVENT_HEADINGS)
  const tasks = columnsOf(head, TASK_HEADINGS)
  const contacts = columnsOf(head, CONTACT_HEADINGS)
  const read: CsvItems = { events: [], todos: [], cards: [], warnings: [] }
  // Said by all days of the table, as `mm/dd` and `dd/mm` look alike in many rows.
  const order = orderOf(daysOf(rows, events, tasks, contacts), language)
  const put = <T>(into: T[], cells: readonly string[], item: T | undefined) => {
    if (item !== undefined) into.push(item)
    else
      read.warnings.push({
        code: 'unreadable',
        uid: '',
        detail: cells.filter(Boolean).slice(0, 3).join(', '),
      })
  }
  if (tasks.has('title') && tasks.has('dueDay')) {
    for (const cells of rows) put(read.todos, cells, taskOfRow(rowOf(cells, tasks, order), zone))
  } else if (events.has('title') && events.has('startDay')) {
    for (const cells of rows) put(read.events, cells, eventOfRow(rowOf(cells, events, order), zone))
  } else if (contacts.has('firstName') || contacts.has('lastName') || contacts.has('email')) {
    for (const cells of rows) put(read.cards, cells, cardOfRow(rowOf(cells, contacts, order)))
  } else return undefined
  return read
}

/** Undefined for a text whose quotes never close. */
function readTable(text: string): string[][] | undefined {
  const { delimiter, quote, skipLines } = guessDialect(text.slice(0, 100_000))
  try {
    const rows = parse(text, {
      delimiter,
      quote,
      escape: quote,
      bom: true,
      from_line: skipLines + 1,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
    })
    return rows.filter((cells) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    if (error instanceof CsvError) return undefined
    throw error
  }
}

const DAYS = ['startDay', 'endDay', 'dueDay', 'doneDay', 'reminderDay', 'birthday']

/** The cells in which days stand, by whichever names these columns have. */
function daysOf(
  rows: readonly (readonly string[])[],
  ...tables: readonly ReadonlyMap<string, number>[]
): string[] {
  const places = new Set(DAYS.flatMap((name) => tables.flatMap((columns) => columns.get(name) ?? [])))
  return rows.flatMap((cells) => [...places].map((at) => cells[at]?.trim() ?? ''))
}

/** Days with points are never read with the month first; of those with strokes one above 12 tells which it is. */
function orderOf(days: readonly string[], language: 'de' | 'en'): DateOrder {
  const pairs = days.flatMap((day) => {
    const [, first, second] = /^(\d{1,2})\/(\d{1,2})\/\d{2,4}\b/.exec(day) ?? []
    return first === undefined ? [] : [{ first: Number(first), second: Number(second) }]
  })
  if (pairs.length === 0 || pairs.some(({ first }) => first > 12)) return 'dmy'
  return language === 'en' || pairs.some(({ second }) => second > 12) ? 'mdy' : 'dmy'
}
