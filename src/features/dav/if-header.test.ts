import { expect, test } from 'vitest'
import { readIf } from './if-header.ts'

test('says which of several lists has to be true, and of what', () => {
  expect(readIf('(<urn:a> ["1"]) (Not <DAV:no-lock>)')).toEqual([
    {
      at: undefined,
      conditions: [
        { isNot: false, kind: 'token', text: 'urn:a' },
        { isNot: false, kind: 'etag', text: '"1"' },
      ],
    },
    { at: undefined, conditions: [{ isNot: true, kind: 'token', text: 'DAV:no-lock' }] },
  ])
  expect(readIf('</a/> (<urn:a>) (["2"]) <http://host/b> (<urn:b>)')?.map(({ at }) => at)).toEqual([
    '/a/',
    '/a/',
    'http://host/b',
  ])
})

test.each(['', '()', '<urn:a>', '(urn:a)', '(<urn:a>', '(<urn:a>) and more'])('%j is none', (header) => {
  expect(readIf(header)).toBeUndefined()
})
