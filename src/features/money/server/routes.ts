import { z } from 'zod'
import { Problem } from '#kernel/problem.ts'
import { routesOf } from '#platform/route.ts'
import {
  conversion,
  conversionQuery,
  ecbImport,
  rate,
  rateChange,
  rateNew,
  ratePage,
  rateQuery,
} from '../rate.ts'
import { changeRate, createRate, deleteRate } from './change-rates.ts'
import { convert } from './find-rates.ts'
import { ECB_LIMIT, importEcb, takeEcb } from './import-ecb.ts'
import { listRates, readRate } from './rate-rows.ts'
import type { MoneyDb } from './tables.ts'

const { get, post, patch, remove } = routesOf<MoneyDb>('money')
const byId = z.object({ id: z.uuid() })

export const moneyRoutes = [
  get({
    path: '/rates',
    summary: 'Exchange rates, the newest first',
    may: 'user',
    query: rateQuery,
    reply: ratePage,
    run: ({ db, query }) => listRates(db, query),
  }),
  get({
    path: '/rates/convert',
    summary:
      'An amount in another currency, with the rates that say so; the amount is null when none is known',
    may: 'user',
    query: conversionQuery,
    reply: conversion,
    run: ({ db, query }) => convert(db, query),
  }),
  get({
    path: '/rates/{id}',
    summary: 'One exchange rate',
    may: 'user',
    params: byId,
    reply: rate,
    run: ({ db, params }) => readRate(db, params.id),
  }),
  post({
    path: '/rates',
    summary: "Adds a rate of the firm's own",
    may: 'admin',
    body: rateNew,
    reply: rate,
    run: ({ tx, by, body }) => createRate(tx, by, body),
  }),
  post({
    path: '/rates/ecb',
    summary: 'Takes over a file of the European Central Bank: `eurofxref-hist.zip`, its CSV, or the XML',
    may: 'admin',
    upload: {
      types: ['application/zip', 'text/csv', 'application/xml'],
      limit: ECB_LIMIT,
      take: (content) => takeEcb(content),
    },
    reply: ecbImport,
    status: 200,
    run: async ({ tx, by, body }) => {
      // JSON is no file, and passes the door of uploads.
      if (!Array.isArray(body)) throw new Problem('wrong-kind', 'wrong_media_type', 'Send the file itself.')
      return importEcb(tx, by, body)
    },
  }),
  patch({
    path: '/rates/{id}',
    summary: "Changes a rate of the firm's own",
    may: 'admin',
    params: byId,
    body: rateChange,
    reply: rate,
    run: ({ tx, by, params, body, ifMatch }) => changeRate(tx, by, { id: params.id, change: body, ifMatch }),
  }),
  remove({
    path: '/rates/{id}',
    summary: "Deletes a rate of the firm's own",
    may: 'admin',
    params: byId,
    run: ({ tx, by, params }) => deleteRate(tx, by, params.id),
  }),
]
