// Questions to the catalogue whose answer must be empty. Each row of an answer names one offender.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './places.mjs'

const extension = (catalogue, oid) =>
  `exists (select from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

/** Tables, views and functions of ours; $1 are the three logins, $2 the functions that may be SECURITY DEFINER. */
const scope = `with
  ours as (select oid, nspname from pg_namespace
    where nspname !~ '^pg_' and nspname not in ('information_schema', 'graphile_worker', 'setup')),
  tables as (select c.oid, c.relname, n.nspname, c.relrowsecurity, c.relacl, c.relowner
    from pg_class c join ours n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations' and not ${extension('pg_class', 'c.oid')}),
  tenant as (select t.* from tables t join pg_attribute a on a.attrelid = t.oid and a.attname = 'workspace_id' and not a.attisdropped),
  functions as (select p.*, p.oid::regprocedure::text as signature
    from pg_proc p join ours n on n.oid = p.pronamespace where not ${extension('pg_proc', 'p.oid')}),
  logins as (select * from pg_roles where rolname = any ($1::text[])),
  definers as (select unnest($2::text[]) as name)`

const lints = {
  'row level security is off': `
    select format('%I.%I', nspname, relname) from tables where nspname = 'public' and not relrowsecurity`,
  'granted to a role that no policy admits': `
    select distinct format('%s to %s', t.oid::regclass, g.grantee::regrole)
    from tables t, aclexplode(t.relacl) g
    where t.relrowsecurity and g.grantee <> 0 and g.grantee <> t.relowner and not exists (
      select from pg_policy p, unnest(p.polroles) r
      where p.polrelid = t.oid
        and (r = 0 or pg_has_role(g.grantee, r, 'usage') or exists (
          select from pg_auth_members m where m.roleid = g.grantee and pg_has_role(m.member, r, 'usage'))))`,
  'a policy that calls a setting per row (wrap it in a subselect)': `
    select format('%s on %s', p.polname, p.polrelid::regclass) from pg_policy p join tables t on t.oid = p.polrelid,
      lateral (select coalesce(pg_get_expr(p.polqual, p.polrelid), '') || ' ' || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '') as text) e
    where regexp_replace(e.text, '\\( SELECT (current_setting|app_[a-z_]+)\\(', '', 'g') ~ '(current_setting|app_(workspace|user|partner|customer|role)[a-z_]*)\\('`,
  'foreign key without an index': `
    select format('%s.%I', c.conrelid::regclass, c.conname) from pg_constraint c join tables t on t.oid = c.conrelid
    where c.contype = 'f' and not exists (
      select from pg_index i
      where i.indrelid = c.conrelid and i.indisvalid
        -- A partial one serves too where it holds all that refer to anything.
        and (i.indpred is null or pg_get_expr(i.indpred, i.indrelid) = any (
          select format('(%I IS NOT NULL)', x.attname) from pg_attribute x where x.attrelid = c.conrelid and x.attnum = any (c.conkey)))
        and (select array_agg(k order by k) from unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) k)
          = (select array_agg(k order by k) from unnest(c.conkey) k))`,
  'foreign key between tenant tables without workspace_id': `
    select format('%s.%I', c.conrelid::regclass, c.conname) from pg_constraint c
    join tenant a on a.oid = c.conrelid join tenant b on b.oid = c.confrelid
    where c.contype = 'f' and not exists (
      select from unnest(c.conkey, c.confkey) as k(own, other)
      join pg_attribute x on x.attrelid = c.conrelid and x.attnum = k.own and x.attname = 'workspace_id'
      join pg_attribute y on y.attrelid = c.confrelid and y.attnum = k.other and y.attname = 'workspace_id')`,
  'view that runs as its owner': `
    select c.oid::regclass::text from pg_class c join ours n on n.oid = c.relnamespace
    where c.relkind = 'v' and not ${extension('pg_class', 'c.oid')}
      and not coalesce(c.reloptions::text ~ 'security_(invoker|barrier)=(true|on|1)', false)`,
  'materialized view outside the schema reporting, or granted': `
    select c.oid::regclass::text from pg_class c join ours n on n.oid = c.relnamespace
    where c.relkind = 'm' and (n.nspname <> 'reporting'
      or exists (select from aclexplode(c.relacl) g where g.grantee <> c.relowner))`,
  'function without a pinned search_path': `
    select signature from functions where prokind in ('f', 'p') and prosqlbody is null
      and not exists (select from unnest(proconfig) s where s like 'search_path=%')`,
  'SECURITY DEFINER function not listed in prisma/definer-functions.txt': `
    select signature from functions where prosecdef and proname <> all (select name from definers)`,
  'listed in prisma/definer-functions.txt but not such a function': `
    select name from definers where not exists (select from functions where prosecdef and proname = name)`,
  'SECURITY DEFINER function without a comment': `
    select signature from functions where prosecdef and obj_description(oid, 'pg_proc') is null`,
  'granted to everybody': `
    select format('%s on %s', g.privilege_type, t.oid::regclass) from tables t, aclexplode(t.relacl) g where g.grantee = 0
    union all
    select format('%s on %s', g.privilege_type, f.signature) from functions f, aclexplode(coalesce(f.proacl, acldefault('f', f.proowner))) g
    where g.grantee = 0 and f.prorettype <> 'trigger'::regtype
    union all
    select format('create on schema %I', n.nspname) from pg_namespace n join ours o on o.oid = n.oid, aclexplode(n.nspacl) g
    where g.grantee = 0 and g.privilege_type = 'CREATE'`,
  'login that may do too much': `
    select rolname from logins where rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication or rolinherit`,
  'login that owns something of ours': `
    select format('%s owns %s', l.rolname, c.oid::regclass) from pg_class c join ours n on n.oid = c.relnamespace join logins l on l.oid = c.relowner
    union all
    select format('%s owns %s', l.rolname, f.signature) from functions f join logins l on l.oid = f.proowner`,
  'login that inherits what it should only take': `
    select format('%s inherits %s', l.rolname, r.rolname) from logins l, pg_roles r
    where r.oid <> l.oid and r.rolname !~ '^pg_' and pg_has_role(l.oid, r.oid, 'usage')`,
  'statuses and kinds are text with a CHECK, not enums': `
    select t.oid::regtype::text from pg_type t join ours n on n.oid = t.typnamespace
    where t.typtype = 'e' and not ${extension('pg_type', 't.oid')}`,
  'index that is not valid': `
    select i.indexrelid::regclass::text from pg_index i join tables t on t.oid = i.indrelid where not i.indisvalid`,
}

const definers = () =>
  readFileSync(join(root, 'prisma/definer-functions.txt'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim())
    .filter(Boolean)

/** Answers one line per offender. */
export async function lintCatalogue(client, logins) {
  const found = []
  const values = [logins, definers()]
  for (const [rule, question] of Object.entries(lints)) {
    // Every question sees both parameters, whichever it uses.
    const text = `${scope}, asked as (${question}) select asked.* from asked where $1::text[] is not null and $2::text[] is not null`
    const { rows } = await client.query({ text, values, rowMode: 'array' })
    for (const [offender] of rows) found.push(`${rule}: ${offender}`)
  }
  return found
}
