/** Runs once before the server takes its first request. */
export async function register() {
  // The bundler drops the branch by this very expression.
  // biome-ignore lint/style/noProcessEnv: see above
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { start } = await import('./lib/start')
  await start()
}
