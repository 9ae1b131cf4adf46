import { Problem } from '#kernel/problem.ts'

/** More pixels than a camera's picture of 1 MB has; what claims more is made to fill our memory. */
export const MAX_PIXELS = 40_000_000

/** The reader of pictures: loaded with the first one, because it takes 20 MB; knows only the formats we take. */
export async function loadSharp() {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
  })
  return sharp
}

let queue: Promise<unknown> = Promise.resolve()

/** Decodes pictures one at a time, because that takes memory. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = queue.then(work)
  queue = done.catch(() => {})
  return done
}

/** What to say of bytes that could not be read as a picture. */
export function pictureRefusal(error: unknown): Problem {
  if (error instanceof Error && error.message.includes('pixel limit')) {
    return new Problem('too-large', 'photo.too_many_pixels', 'The picture has too many pixels.')
  }
  return new Problem('wrong-kind', 'photo.not_a_picture', 'Send a picture as PNG, JPEG or WebP.')
}
