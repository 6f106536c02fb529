// vitest globalSetup: starts or joins the test server, makes the template, and clears the clones away afterwards.
import { dropClones, ensureTemplate, testServer } from './test-database.mjs'

export default async function setup(project) {
  const server = await testServer()
  const template = await ensureTemplate(server)
  const prefix = `tandem_test_${process.pid}_`
  process.env.TEST_DATABASE_URL = template.url
  project.provide('database', { template, prefix })
  return async () => {
    await dropClones(template, prefix)
    await server.release()
  }
}
