import { encode } from 'uqr'

/** Draws a QR code (ISO/IEC 18004, error level M) as one path of squares; the quiet zone around it is the caller's. */
export function drawQr(doc: PDFKit.PDFDocument, text: string, { x, y, size }: Square): void {
  const { data, size: modules } = encode(text, { ecc: 'M', border: 0, boostEcc: false })
  const module = size / modules
  for (const [row, cells] of data.entries()) {
    for (const { from, to } of runs(cells)) {
      doc.rect(x + from * module, y + row * module, (to - from) * module, module)
    }
  }
  doc.fill('#000000')
}

interface Square {
  x: number
  y: number
  size: number
}

/** Dark cells beside each other are one rectangle: smaller, and without hairlines between them. */
function runs(cells: boolean[]): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (const [at, dark] of cells.entries()) {
    if (!dark) continue
    const last = found.at(-1)
    if (last?.to === at) last.to = at + 1
    else found.push({ from: at, to: at + 1 })
  }
  return found
}
