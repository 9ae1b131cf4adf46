import { z } from 'zod'

/** Bytes of the file that is sent. */
export const LOGO_LIMIT = 1024 * 1024
export const LOGO_TYPES = ['image/png', 'image/jpeg']

/** A logo the firm had before, by its hash in the audit trail. */
export const formerLogo = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) }).meta({ id: 'FormerLogo' })
