import { z } from 'zod'
import { language, password } from '#features/users/user.ts'

export const setupState = z
  .object({
    needed: z.boolean().meta({ description: 'True until there is a first user' }),
    mails: z
      .boolean()
      .meta({ description: 'Whether a mail server is set; without one no mail arrives anywhere' }),
  })
  .meta({ id: 'SetupState' })

/** Everything a firm says on its first visit. */
export const setupInput = z
  .object({
    token: z.string().max(200).meta({ description: 'Printed in the log at start' }),
    language: language.default('de'),
    firm: z.object({ name: z.string().trim().min(1).max(255) }),
    admin: z.object({ name: z.string().trim().min(1).max(255), email: z.email().max(254), password }),
    holidays: z.object({ country: z.enum(['DE', 'AT', 'CH']), state: z.string().max(10).optional() }),
    sampleData: z.boolean().default(false),
  })
  .meta({ id: 'SetupInput' })
export type SetupInput = z.infer<typeof setupInput>
