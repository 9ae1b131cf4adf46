import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'

// Draws the icons of the installed program from the one drawing; run after it changes, the results are committed.

const folder = join(import.meta.dirname, '../public')
const drawing = readFileSync(join(folder, 'icon.svg'), 'utf8')
/** Phones cut their own shape out of it, so that it fills the square and its sign stays in the middle. */
const maskable = drawing
  .replace('rx="6" ', '')
  .replace('<path ', '<path transform="translate(3.6 3.6) scale(.7)" ')

await draw('icon-192.png', drawing, 192)
await draw('icon-512.png', drawing, 512)
await draw('icon-maskable-512.png', maskable, 512)
await draw('apple-touch-icon.png', maskable, 180)

async function draw(name: string, svg: string, size: number): Promise<void> {
  await sharp(Buffer.from(svg), { density: 72 * (size / 24) })
    .resize(size, size)
    .png({ compressionLevel: 9 })
    .toFile(join(folder, name))
}
