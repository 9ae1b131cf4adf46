import { describe, expect, test } from 'vitest'
import { CELL_LENGTH, sheetEnd, sheetHead, sheetRow, workbookParts } from './workbook.ts'

describe('a row', () => {
  test.each([
    ['01067', '<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">01067</t></is></c>'],
    ['=1+1', '<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>'],
    [' a & <b> "c"\n', expect.stringContaining('> a &amp; &lt;b&gt; &quot;c&quot;\n<')],
    ['\u000B_x0041_\uD800', expect.stringContaining('>_x000B__x005F_x0041_\uFFFD<')],
    [1234.5, '<c r="A2"><v>1234.5</v></c>'],
    [{ day: '2026-11-21' }, '<c r="A2" s="3"><v>46347</v></c>'],
    [{ day: '1900-03-01' }, '<c r="A2" s="3"><v>61</v></c>'],
    [{ day: '1899-02-03' }, expect.stringContaining('>1899-02-03<')],
    [{ moment: '2026-11-21T11:00:00.123Z' }, '<c r="A2" s="4"><v>46347.5</v></c>'],
    [null, ''],
    ['', ''],
  ])('says %j', (cell, expected) => {
    expect(sheetRow(2, [cell]).replaceAll(/^<row r="2">|<\/row>$/g, '')).toEqual(expected)
  })

  test('counts columns past Z', () => {
    expect(
      sheetRow(
        7,
        Array.from({ length: 28 }, (_, at) => at),
      ),
    ).toContain('<c r="AB7"><v>27</v></c>')
  })

  test('cuts what no cell can hold, and says so', () => {
    const [, text = ''] = />([^<>]*)<\/t>/.exec(sheetRow(1, ['x'.repeat(40_000)])) ?? []
    expect(text).toHaveLength(CELL_LENGTH)
    expect(text.endsWith(' …')).toBe(true)
  })
})

test('a sheet has bold headings that stay, and a filter over all of it', () => {
  const sheet = sheetHead(['Name', 'Ort'], [12, 20]) + sheetEnd(3, 2)
  expect(sheet).toContain('state="frozen"')
  expect(sheet).toContain('<c r="B1" s="1" t="inlineStr">')
  expect(sheet).toContain('<autoFilter ref="A1:B3"/>')
})

test('every part of a workbook is named in its table of contents', () => {
  const parts = workbookParts(['A & B', 'C'])
  expect(parts['xl/workbook.xml']).toContain('<sheet name="C" sheetId="2" r:id="rId2"/>')
  expect(parts['xl/workbook.xml']).toContain('A &amp; B')
  for (const part of ['sheet1', 'sheet2', 'styles', 'workbook'])
    expect(parts['[Content_Types].xml']).toContain(`${part}.xml`)
})
