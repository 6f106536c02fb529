import { join } from 'node:path'

export default {
  serverExternalPackages: ['pg'],
  turbopack: { root: join(import.meta.dirname ?? '.', '../..') },
}
