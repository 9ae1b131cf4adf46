import { createHash, randomBytes } from 'node:crypto'

/** A secret of 256 bits that is handed out once; only its hash is kept. */
export function newSecret(prefix = ''): { secret: string; hash: string } {
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

/** Enough for secrets of full entropy; passwords go through Argon2id instead. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
