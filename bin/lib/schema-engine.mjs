#!/usr/bin/env node
// Stands in for Prisma's native schema engine, which is otherwise fetched from the network: the same JSON-RPC over
// stdio, answered by Prisma's own WebAssembly build. PRISMA_SCHEMA_ENGINE_BINARY points here.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'

const argv = process.argv.slice(2)
const valuesOf = (flag) => argv.flatMap((arg, i) => (arg === flag ? [argv[i + 1]] : []))
const datasource = JSON.parse(valuesOf('--datasource')[0] ?? '{}')

const logLine = (target, fields) =>
  process.stderr.write(`\n${JSON.stringify({ level: 'ERROR', target, fields })}\n`)

function fail(code, message) {
  logLine('schema_engine::logger', { is_panic: false, error_code: code, message })
  process.exit(1)
}

async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: '',
    set_message(message) {
      this.message = message
      logLine('schema_engine::panic', { message })
    },
  }
  const home = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'))
  const glue = await import(join(home, 'schema_engine_bg.js'))
  const bytes = readFileSync(join(home, 'schema_engine_bg.wasm'))
  const { instance } = await WebAssembly.instantiate(bytes, { './schema_engine_bg.js': glue })
  glue.__wbg_set_wasm(instance.exports)
  instance.exports.__wbindgen_start()
  return glue
}

async function query(url, sql) {
  const { Client } = (await import('pg')).default
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

function at(database) {
  const url = new URL(datasource.url)
  url.pathname = `/${database}`
  return url.href
}

/** `schema-engine cli <command>`: the few commands that are no JSON-RPC. */
async function cli(command) {
  const name = decodeURIComponent(new URL(datasource.url).pathname.slice(1)).replaceAll('"', '""')
  const connecting = command === 'can-connect-to-database'
  try {
    if (connecting) await query(datasource.url, 'select 1')
    if (command === 'create-database') await query(at('postgres'), `create database "${name}"`)
    if (command === 'drop-database') {
      await query(at('postgres'), `drop database if exists "${name}" with (force)`)
    }
    if (connecting) console.log('Connection successful')
  } catch (error) {
    fail({ '3D000': 'P1003', '28P01': 'P1000' }[error.code] ?? 'P1001', error.message)
  }
}

const CHAR = 18
const TEXT = 25

/** Connects as the engine expects; `release` runs once the engine lets go. */
async function adapterFor(url, release = async () => {}) {
  const { Pool } = (await import('pg')).default
  const { PrismaPg } = await import('@prisma/adapter-pg')
  const { ColumnTypeEnum } = await import('@prisma/driver-adapter-utils')
  // The adapter refuses the catalogue's type "char": it is shown text there, and Character to the engine.
  const charColumns = new WeakMap()
  class CatalogueSafePool extends Pool {
    async query(...args) {
      const result = await super.query(...args)
      if (!result?.rows || !result.fields) return result
      const indexes = result.fields.flatMap((f, i) => (f.dataTypeID === CHAR ? [i] : []))
      for (const i of indexes) result.fields[i].dataTypeID = TEXT
      charColumns.set(result.rows, indexes)
      return result
    }
  }
  // One session, because the engine takes an advisory lock of the session.
  const pool = new CatalogueSafePool({ connectionString: url, max: 1 })
  const schema = new URL(url).searchParams.get('schema') ?? undefined
  const connection = await new PrismaPg(pool, { schema }).connect()
  // The adapter splits scripts at every semicolon, which breaks function bodies: send them whole.
  connection.executeScript = (sql) => pool.query(sql).catch((error) => connection.onError(error))
  const queryRaw = connection.queryRaw.bind(connection)
  connection.queryRaw = async (request) => {
    const result = await queryRaw(request)
    for (const i of charColumns.get(result.rows) ?? []) {
      result.columnTypes[i] = ColumnTypeEnum.Character
    }
    return result
  }
  connection.dispose = async () => {
    await pool.end()
    await release()
  }
  return connection
}

async function shadow() {
  if (datasource.shadowDatabaseUrl) return adapterFor(datasource.shadowDatabaseUrl)
  const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`
  await query(datasource.url, `create database "${name}"`)
  return adapterFor(at(name), () =>
    query(datasource.url, `drop database if exists "${name}" with (force)`),
  )
}

async function startEngine() {
  const glue = await loadEngine()
  const { bindMigrationAwareSqlAdapterFactory } = await import('@prisma/driver-adapter-utils')
  let main
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => {
      main ??= adapterFor(datasource.url)
      return main
    },
    connectToShadowDb: shadow,
  })
  const datamodels = valuesOf('--datamodels').map((file) => [file, readFileSync(file, 'utf8')])
  return glue.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    () => {},
    factory,
  )
}

const send = (message) =>
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`)

async function answer(engine, { id, method, params }) {
  // The WebAssembly build fills its migrations cache only while diagnosing, and these two rely on it.
  if (method === 'createMigration' || method === 'evaluateDataLoss') {
    await engine.diagnoseMigrationHistory({
      migrationsList: params.migrationsList,
      optInToShadowDatabase: true,
      filters: params.filters,
    })
  }
  const call = method === 'getDatabaseVersion' ? 'version' : method
  const result = (await engine[call](params)) ?? {}
  if (method === 'diff' && result.stdout != null) {
    send({ id: 0, method: 'print', params: { content: result.stdout } })
  }
  send({ id, result })
}

function refusal(error) {
  const { message = String(error), meta = null } = error
  const code = error.code ?? meta?.error_code ?? null
  const data = { is_panic: false, message, error_code: code, meta }
  return { code: 4466, message: 'An error happened. Check the data field for details.', data }
}

async function serve() {
  let engine
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const request = JSON.parse(line)
    if (request.id === undefined || !request.method) continue
    try {
      engine ??= await startEngine()
      await answer(engine, request)
    } catch (error) {
      send({ id: request.id, error: refusal(error) })
    }
  }
  process.exit(0)
}

process.on('uncaughtException', (error) => {
  logLine('schema_engine', { message: String(error.stack ?? error) })
  process.exit(101)
})

if (argv[0] === '--version') console.log(`schema-engine-wasm ${(await loadEngine()).version()}`)
else if (argv.includes('cli')) await cli(argv[argv.indexOf('cli') + 1])
else await serve()
