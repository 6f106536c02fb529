// A fingerprint of a database's catalogue: one sorted line per fact, so that a difference can be read.

/** Ours are all schemas but the server's, the queue's and set-up's; what an extension brought is the extension's. */
const ours = `
  select oid, nspname from pg_namespace
  where nspname !~ '^pg_' and nspname not in ('information_schema', 'graphile_worker', 'setup')`
const own = (catalogue, oid) =>
  `not exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`
const grants = (acl) => `
  coalesce((select string_agg(format('%s=%s%s', coalesce(g.grantee::regrole::text, 'public'), g.privilege_type,
    case when g.is_grantable then '*' else '' end), ',' order by g.grantee::regrole::text, g.privilege_type)
    from aclexplode(${acl}) g), '')`

const facts = {
  schema: `select n.nspname, pg_get_userbyid(n.nspowner), ${grants('n.nspacl')}
    from pg_namespace n join ours o on o.oid = n.oid`,
  extension: 'select extname, extnamespace::regnamespace from pg_extension',
  relation: `select o.nspname, c.relname, c.relkind, pg_get_userbyid(c.relowner), c.relrowsecurity, c.relforcerowsecurity,
      c.reloptions, ${grants('c.relacl')}, obj_description(c.oid, 'pg_class')
    from pg_class c join ours o on o.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'S') and ${own('pg_class', 'c.oid')}`,
  column: `select o.nspname, c.relname, row_number() over (partition by c.oid order by a.attnum), a.attname,
      format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated, a.attcollation::regcollation,
      pg_get_expr(d.adbin, d.adrelid), ${grants('a.attacl')}, col_description(c.oid, a.attnum)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join ours o on o.oid = c.relnamespace
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and ${own('pg_class', 'c.oid')}`,
  // PostgreSQL 18 lists NOT NULL here too; the columns say it on every version.
  constraint: `select o.nspname, coalesce(c.conrelid::regclass::text, c.contypid::regtype::text), c.conname,
      pg_get_constraintdef(c.oid), c.convalidated
    from pg_constraint c join ours o on o.oid = c.connamespace where c.contype <> 'n'`,
  index: `select o.nspname, pg_get_indexdef(i.indexrelid), i.indisvalid
    from pg_index i join pg_class c on c.oid = i.indrelid join ours o on o.oid = c.relnamespace`,
  view: `select o.nspname, c.relname, pg_get_viewdef(c.oid)
    from pg_class c join ours o on o.oid = c.relnamespace where c.relkind in ('v', 'm') and ${own('pg_class', 'c.oid')}`,
  function: `select o.nspname, pg_get_functiondef(p.oid), pg_get_userbyid(p.proowner), ${grants("coalesce(p.proacl, acldefault('f', p.proowner))")},
      obj_description(p.oid, 'pg_proc')
    from pg_proc p join ours o on o.oid = p.pronamespace where p.prokind in ('f', 'p') and ${own('pg_proc', 'p.oid')}`,
  trigger: `select o.nspname, c.relname, pg_get_triggerdef(t.oid), t.tgenabled
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours o on o.oid = c.relnamespace where not t.tgisinternal`,
  policy: `select o.nspname, c.relname, p.polname, p.polcmd, p.polpermissive,
      (select string_agg(coalesce(nullif(r, 0)::regrole::text, 'public'), ',' order by r::regrole::text) from unnest(p.polroles) r),
      pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)
    from pg_policy p join pg_class c on c.oid = p.polrelid join ours o on o.oid = c.relnamespace`,
  type: `select o.nspname, t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod),
      (select string_agg(enumlabel, ',' order by enumsortorder) from pg_enum e where e.enumtypid = t.oid)
    from pg_type t join ours o on o.oid = t.typnamespace where t.typtype in ('e', 'd') and ${own('pg_type', 't.oid')}`,
}

export async function fingerprint(client) {
  const lines = []
  // Definitions leave out the schemas on the path: with none on it, they are complete.
  await client.query("set search_path = ''")
  for (const [kind, sql] of Object.entries(facts)) {
    const { rows } = await client.query({ text: `with ours as (${ours}) ${sql}`, rowMode: 'array' })
    for (const row of rows) lines.push(`${kind} ${JSON.stringify(row)}`)
  }
  await client.query('reset search_path')
  // The bookkeeping of migrations is not what they make.
  return lines.filter((line) => !line.includes('_prisma_migrations')).sort()
}

/** What one fingerprint has and the other lacks, as lines with - and +. */
export function difference(before, after) {
  const [a, b] = [new Set(before), new Set(after)]
  return [
    ...before.filter((l) => !b.has(l)).map((l) => `- ${l}`),
    ...after.filter((l) => !a.has(l)).map((l) => `+ ${l}`),
  ]
}
