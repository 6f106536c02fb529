const most = 10_000

/** A count that is exact up to ten thousand. */
export const capped = (count: number) =>
  count > most ? `${most.toLocaleString('en')}+` : count.toLocaleString('en')
