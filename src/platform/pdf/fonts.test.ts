import Document from 'pdfkit'
import { expect, test, vi } from 'vitest'

interface Font {
  layout: (text: string) => { glyphs: { codePoints: number[] }[] }
}

test('a letter that was only part of another one is itself in the next document', async () => {
  vi.resetModules()
  const { useFace } = await import('./fonts.ts')
  const write = (text: string) => {
    const doc = new Document()
    useFace(doc, 'regular', 10)
    doc.text(text).end()
    const { _font: current } = doc as unknown as { _font: { font: Font } }
    return current.font.layout(text).glyphs.map(({ codePoints }) => codePoints)
  }
  expect(write('ü')).toEqual([[252]])
  expect(write('u-')).toEqual([[117], [45]])
})
