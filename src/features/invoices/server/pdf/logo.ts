/** A picture as the page takes it: PNG in sRGB on white, because PDF/A knows one colour space and paper is white. */
export interface Logo {
  png: Buffer
  width: number
  height: number
}

/** More pixels than a logo has. */
const MAX_PIXELS = 40_000_000

/** The firm's picture (PNG, JPEG, WebP) in the size of a letter; what cannot be read is as if there were none. */
export async function readLogo(picture: Uint8Array): Promise<Logo | undefined> {
  const { default: sharp } = await import('sharp')
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({
    operation: ['VipsForeignLoadPngBuffer', 'VipsForeignLoadJpegBuffer', 'VipsForeignLoadWebpBuffer'],
  })
  try {
    const { data, info } = await sharp(picture, { limitInputPixels: MAX_PIXELS, failOn: 'error' })
      .autoOrient()
      .resize({ width: 1000, height: 400, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true })
    return { png: data, width: info.width, height: info.height }
  } catch {
    return undefined
  }
}
