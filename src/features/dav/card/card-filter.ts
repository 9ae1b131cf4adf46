import type { XmlElement } from '#kernel/read-xml.ts'
import { textOf } from '#kernel/vcard.ts'
import type { VCard, VCardProperty } from '#kernel/vcard.ts'
import { refusal } from '../refusal.ts'
import { fitsText, readTextMatch } from '../text-match.ts'
import type { TextMatch } from '../text-match.ts'
import { allInside, inside } from '../xml/read-request.ts'

interface Test {
  all: boolean
}

interface PropertyFilter extends Test {
  name: string
  absent: boolean
  texts: TextMatch[]
  parameters: { name: string; absent: boolean; text: TextMatch | undefined }[]
}

/** RFC 6352, 10.5: without any test every card fits. */
export interface CardFilter extends Test {
  properties: PropertyFilter[]
}

export function readCardFilter(report: XmlElement): CardFilter {
  const filter = inside(report, 'A:filter')
  if (!filter) return { all: true, properties: [] }
  return {
    all: isAll(filter),
    properties: allInside(filter, 'A:prop-filter').map((element) => {
      const { name } = element.attributes
      if (!name) throw refusal('A:supported-filter')
      return {
        name: name.toUpperCase(),
        all: isAll(element),
        absent: inside(element, 'A:is-not-defined') !== undefined,
        texts: allInside(element, 'A:text-match').map((one) => readTextMatch(one, 'A')),
        parameters: allInside(element, 'A:param-filter').map((one) => {
          const match = inside(one, 'A:text-match')
          return {
            name: (one.attributes['name'] ?? '').toUpperCase(),
            absent: inside(one, 'A:is-not-defined') !== undefined,
            text: match && readTextMatch(match, 'A'),
          }
        }),
      }
    }),
  }
}

export function fitsCard(card: VCard, { all, properties }: CardFilter): boolean {
  if (properties.length === 0) return true
  const fits = (one: PropertyFilter) => fitsProperty(card, one)
  return all ? properties.every(fits) : properties.some(fits)
}

function fitsProperty({ properties }: VCard, filter: PropertyFilter): boolean {
  const lines = properties.filter(({ name }) => name === filter.name)
  if (filter.absent) return lines.length === 0
  if (lines.length === 0) return false
  const tests = [
    ...filter.texts.map((text) => lines.some((line) => fitsText(textOf(line), text)) !== text.negate),
    ...filter.parameters.map((one) => lines.some((line) => fitsParameter(line, one))),
  ]
  if (tests.length === 0) return true
  return filter.all ? tests.every(Boolean) : tests.some(Boolean)
}

function fitsParameter(
  { params }: VCardProperty,
  { name, absent, text }: PropertyFilter['parameters'][number],
): boolean {
  const values = params[name]
  if (absent) return values === undefined
  return values !== undefined && (!text || values.some((value) => fitsText(value, text)) !== text.negate)
}

function isAll({ attributes }: XmlElement): boolean {
  return attributes['test'] === 'allof'
}
