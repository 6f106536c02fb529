import pg from 'pg'

type Statement = { text: string; values: unknown[] }
type Node = {
  'Node Type': string
  'Relation Name'?: string
  'Index Name'?: string
  Plans?: Node[]
}

/** Records what a call sends to the database, its identity included. */
async function record(run: () => Promise<unknown>): Promise<Statement[]> {
  const statements: Statement[] = []
  const original = pg.Client.prototype.query
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [first, second] = args
    if (typeof first === 'string')
      statements.push({ text: first, values: (second as unknown[]) ?? [] })
    else if (first && typeof first === 'object' && 'text' in first) {
      const { text, values } = first as { text: string; values?: unknown[] }
      statements.push({ text, values: values ?? [] })
    }
    return (original as (...all: unknown[]) => unknown).apply(this, args)
  } as typeof original
  try {
    await run()
  } finally {
    pg.Client.prototype.query = original
  }
  return statements
}

const walk = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(walk)]

/**
 * How the database answers a read, under the very role and settings that it runs with: the tables that
 * are read from end to end, and the indexes that are used.
 */
export async function plansOf(run: () => Promise<unknown>) {
  const statements = await record(run)
  const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
  await client.connect()
  const nodes: Node[] = []
  try {
    for (const { text, values } of statements) {
      if (!/^\s*(select|with)/i.test(text) || text.includes('set_config')) {
        await client.query(text, values)
        continue
      }
      const { rows } = await client.query(`explain (format json) ${text}`, values)
      nodes.push(...walk(rows[0]['QUERY PLAN'][0].Plan))
    }
  } finally {
    await client.end()
  }
  return {
    scanned: nodes.flatMap((node) =>
      node['Node Type'] === 'Seq Scan' ? [node['Relation Name'] as string] : [],
    ),
    indexes: new Set(nodes.flatMap((node) => node['Index Name'] ?? [])),
  }
}
