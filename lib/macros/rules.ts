/** Fills a macro's {{variables}}; one that is not known stays as it was written, so that nobody sends a gap. */
export const fillIn = (text: string, values: Record<string, string | null | undefined>): string =>
  text.replace(/\{\{\s*(\w+)\s*\}\}/g, (whole, name: string) => values[name] || whole)
