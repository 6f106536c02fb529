// Who may import whom. The direction is app → lib/api → lib/<domain> → lib/events, lib/db.

/** Folders of lib that are no domain. */
export const foundation = [
  'api',
  'auth',
  'db',
  'documents',
  'events',
  'integrations',
  'jobs',
  'live',
  'mail',
  'storage',
]

/**
 * Domains that call another's commands, because an invariant ties the two changes into one transaction.
 * This list is the map; everything else between domains goes through lib/events/reactions.ts.
 */
export const edges = [
  'actions → calls',
  'actions → customers',
  'actions → proofs',
  'actions → queue',
  'applications → leads',
  'applications → operations',
  'applications → partners',
  'assistants → members',
  'automation → proofs',
  'automation → queue',
  'commissions → operations',
  'imports → customers',
  'imports → directories',
  'customers → leads',
  'customers → members',
  'imports → leads',
  'imports → partners',
  'leads → commissions',
  'leads → partners',
  'leads → risk',
  'listings → automation',
  'listings → proofs',
  'metrics → rollups',
  'partners → members',
  'partners → operations',
  'partners → risk',
  'payouts → commissions',
  'payouts → partners',
  'portal → metrics',
  'portal → partners',
  'proofs → queue',
  'reports → metrics',
  'risk → applications',
  'risk → leads',
  'risk → partners',
]

/** What a domain shows to the other domains. */
const shown =
  '((?:[a-z-]+-)?schema|rules|queries|labels|amounts|pricing|known-clients|recipe|requirements|outcome-fields|ask|catalogue|days)'
const domain = `(?!(?:${foundation.join('|')})/)[^/]+`

/** Each rule: files matching `from` (and not `except`) may not import what matches `to` (and not `but`). */
export const rules = [
  {
    why: 'Routes hold no SQL and no rules: they call procedures.',
    from: /^app\//,
    except: /^app\/api\//,
    to: /^(pg|kysely|@prisma\/.*|graphile-worker|lib\/db\/.*)$/,
  },
  {
    why: "Routes use a domain's procedures, never its queries, commands or jobs.",
    from: /^app\//,
    to: new RegExp(`^lib/${domain}/(queries|commands|jobs)$`),
  },
  {
    why: "Components know props, a domain's schema and rules, money, time and words; no database and no doors.",
    from: /^components\//,
    to: /^(lib\/.*|app\/.*|pg|kysely|@prisma\/.*|graphile-worker)$/,
    but: new RegExp(`^lib/(${domain}/((?:[a-z-]+-)?schema|rules)|money|time|words|fields|errors)$`),
  },
  {
    why: 'A domain runs unchanged in worker, seed and tests: no Next and no React.',
    from: new RegExp(`^(lib/${domain}/|lib/(db|events|jobs|integrations)/)`),
    to: /^(next|next\/.*|next-auth|next-auth\/.*|react|react-dom|react-dom\/.*|server-only|app\/.*|components\/.*)$/,
  },
  {
    why: 'Only lib/db imports the generated Prisma client.',
    from: /^(?!lib\/db\/)/,
    to: /^lib\/db\/generated\/prisma(\/|$)/,
  },
  {
    why: 'Connections are made in lib/db and lib/jobs only.',
    from: /^(app|components|lib)\//,
    except: /^lib\/(db|jobs)\/|\.test\.tsx?$/,
    to: /^(pg|@prisma\/.*)$/,
  },
  {
    why: 'The doors are above the domains: only procedures.ts and export.ts reach up to lib/api; commands know its context.',
    from: new RegExp(`^lib/(${domain}/|(db|events|jobs)/)`),
    except: /\/(procedures|export)(\/|\.ts$)|\.test\.ts$/,
    to: /^lib\/api\//,
    but: /^lib\/api\/context$/,
  },
  {
    why: 'What everything stands on knows no domain.',
    from: /^lib\/(db\/|[^/]+\.ts$)/,
    except: /\.test\.ts$/,
    to: new RegExp(`^lib/${domain}/`),
  },
  {
    why: 'Tests and tools are not part of the product.',
    from: /^(app|components|lib)\//,
    except: /\.test\.tsx?$/,
    to: /^(bin|bench|e2e|prisma)\//,
  },
]

/** Between domains: only what is shown, unless the edge is on the map. */
export const acrossDomains = new RegExp(`^${shown}$`)
