// Failures of the world around us, each as a sentence that says what to do.
import { dataDir, noSpace } from './places.mjs'

const sentences = {
  ENOSPC: () => noSpace(dataDir()),
  EDQUOT: () => `Your disk quota is used up. Free some space and start again; nothing is lost.`,
  EACCES: (e) =>
    `${e.path ?? 'A file'} may not be read or written by this user. Mend its owner, or set DATA_DIR to a folder of yours.`,
  EROFS: (e) =>
    `${e.path ?? 'The folder'} is on a read-only disk. Set DATA_DIR to a folder that can be written.`,
  EMFILE: () => 'Too many files are open. Raise the limit (ulimit -n 4096) and start again.',
  ENOTDIR: (e) =>
    `${e.path} runs through a file where a folder is expected. Set DATA_DIR to a folder.`,
  // PostgreSQL
  ECONNREFUSED: (e) =>
    `No PostgreSQL answers at ${e.address ?? 'the address'}:${e.port ?? ''}. Start it, or unset DATABASE_URL to use the embedded one.`,
  ENOTFOUND: (e) =>
    `The host ${e.hostname ?? ''} in DATABASE_URL is not known. Check its spelling, or unset DATABASE_URL to use the embedded PostgreSQL.`,
  EAI_AGAIN: (e) =>
    `The host ${e.hostname ?? ''} could not be looked up. Check the network and DATABASE_URL.`,
  ETIMEDOUT: () =>
    'The database did not answer in time. Check DATABASE_URL and the network between here and there.',
  ECONNRESET: () => 'The database closed the connection. See its log, then start again.',
  '28P01': () => 'PostgreSQL refused the password. Check user and password in the database URL.',
  28000: (e) =>
    `PostgreSQL refused the sign-in: ${e.message}. Check DATABASE_URL and the server's pg_hba.conf.`,
  53100: () => "The database server's disk is full. Free some space there and start again.",
  53300: () =>
    'PostgreSQL has no connection left. Raise max_connections, or stop other programs that use it.',
  42501: (e) =>
    `The owner in DATABASE_URL may not do that (${e.message}). It needs CREATEROLE, CREATEDB and must own its database.`,
  57014: () =>
    'PostgreSQL cancelled a statement that ran too long. Start again when the server is less busy.',
  '57P01': () => 'PostgreSQL was shut down while in use. Start again.',
  '57P03': () => 'PostgreSQL is still starting up. Wait a moment and start again.',
  XX001: () =>
    'PostgreSQL reports damaged data. Restore a backup, or reset the demo: node bin/db.mjs reset',
  XX002: () =>
    'PostgreSQL reports a damaged index. Restore a backup, or reset the demo: node bin/db.mjs reset',
}

export const explain = (error) => sentences[error?.code]?.(error)
