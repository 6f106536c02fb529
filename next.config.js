const headers = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=()' },
  {
    key: 'Content-Security-Policy',
    value: "frame-ancestors 'none'; base-uri 'self'; object-src 'none'; form-action 'self'",
  },
]

export default {
  poweredByHeader: false,
  // Titles are known with the session, so they need no part of the stream of their own.
  htmlLimitedBots: /.*/,
  // Types are a check of their own; a build need not repeat it.
  typescript: { ignoreBuildErrors: true },
  serverExternalPackages: [
    'pg',
    'pino',
    '@node-rs/argon2',
    '@prisma/client',
    '@prisma/adapter-pg',
    '@react-pdf/renderer',
  ],
  headers: async () => [
    { source: '/:path*', headers },
    // A file runs nothing and loads nothing. What is set here goes before the route's own.
    ...[
      '/api/v1/proofs/:proof/content',
      '/api/v1/analytics/reports/executions/:execution/file',
      '/api/v1/report-links/:token/file',
    ].map((source) => ({
      source,
      headers: [
        {
          key: 'Content-Security-Policy',
          value: "sandbox; default-src 'none'; frame-ancestors 'none'",
        },
      ],
    })),
  ],
}
