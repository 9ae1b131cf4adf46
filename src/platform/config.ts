import { resolve } from 'node:path'
import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'

const environment = z.object({
  KONTOR_PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  KONTOR_HOST: z.string().default('127.0.0.1'),
  KONTOR_DATA_DIR: z.string().default('./data'),
  DATABASE_URL: z.string().optional(),
  KONTOR_PUBLIC_URL: z.url().optional(),
  KONTOR_ADMIN_EMAIL: z.email().optional(),
  KONTOR_ADMIN_PASSWORD: z.string().min(8).optional(),
  KONTOR_SMTP_URL: z.string().optional(),
  KONTOR_MAIL_FROM: z.string().optional(),
  KONTOR_S3_URL: z.url().optional(),
  KONTOR_S3_BUCKET: z.string().optional(),
  KONTOR_S3_REGION: z.string().default('us-east-1'),
  KONTOR_S3_ACCESS_KEY: z.string().optional(),
  KONTOR_S3_SECRET_KEY: z.string().optional(),
  KONTOR_DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  KONTOR_SECRET: z.string().min(16).optional(),
  KONTOR_MICROSOFT_LOGIN_URL: z.url().optional(),
  KONTOR_GRAPH_URL: z.url().optional(),
  KONTOR_PUSH_PRIVATE: z.stringbool().default(false),
  KONTOR_TRUST_PROXY: z.stringbool().default(false),
  KONTOR_LOG: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

/** Everything that is set from outside; see docs/operations.md for the meaning of each. */
export interface Config {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  publicUrl: string
  admin: { email: string; password: string } | undefined
  mail: { url: string | undefined; from: string | undefined }
  s3: S3Config | undefined
  poolSize: number
  /** What secrets in the database are sealed with; without it a file of the data folder. */
  secret: string | undefined
  /** Of a national cloud of Microsoft, where not its own for everybody. */
  microsoft: { login: string | undefined; graph: string | undefined }
  /** Push services may stand in the own network, without https. */
  privatePush: boolean
  trustProxy: boolean
  log: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

export interface S3Config {
  url: string
  bucket: string
  region: string
  accessKey: string
  secretKey: string
}

/** Reads the settings out of environment variables; throws a ZodError that names the wrong one. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''))
  const e = environment.parse(given)
  const s3 = readS3(e)
  return {
    port: e.KONTOR_PORT,
    host: e.KONTOR_HOST,
    dataDir: resolve(e.KONTOR_DATA_DIR),
    databaseUrl: e.DATABASE_URL,
    publicUrl: (e.KONTOR_PUBLIC_URL ?? `http://${e.KONTOR_HOST}:${e.KONTOR_PORT}`).replace(/\/$/, ''),
    admin:
      e.KONTOR_ADMIN_EMAIL && e.KONTOR_ADMIN_PASSWORD
        ? { email: e.KONTOR_ADMIN_EMAIL, password: e.KONTOR_ADMIN_PASSWORD }
        : undefined,
    mail: { url: e.KONTOR_SMTP_URL, from: e.KONTOR_MAIL_FROM },
    s3,
    poolSize: e.KONTOR_DATABASE_POOL,
    secret: e.KONTOR_SECRET,
    microsoft: { login: e.KONTOR_MICROSOFT_LOGIN_URL, graph: e.KONTOR_GRAPH_URL },
    privatePush: e.KONTOR_PUSH_PRIVATE,
    trustProxy: e.KONTOR_TRUST_PROXY,
    log: e.KONTOR_LOG,
  }
}

/** All four or none: with half of them files would silently lie where nobody looks for them. */
function readS3(e: z.output<typeof environment>): S3Config | undefined {
  const { KONTOR_S3_URL: url, KONTOR_S3_BUCKET: bucket, KONTOR_S3_REGION: region } = e
  const { KONTOR_S3_ACCESS_KEY: accessKey, KONTOR_S3_SECRET_KEY: secretKey } = e
  if (url && bucket && accessKey && secretKey) return { url, bucket, region, accessKey, secretKey }
  if (!url && !bucket && !accessKey && !secretKey) return undefined
  throw new Problem(
    'invalid',
    'config.s3_incomplete',
    'KONTOR_S3_URL, KONTOR_S3_BUCKET, KONTOR_S3_ACCESS_KEY and KONTOR_S3_SECRET_KEY belong together.',
  )
}
