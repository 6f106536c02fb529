/** Every time zone, and those that are in use under an older name. */
export const zonesWith = (...used: string[]) => [
  ...new Set(['UTC', ...used, ...Intl.supportedValuesOf('timeZone')]),
]
