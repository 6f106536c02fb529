const marks = '123456789abcdefghijklmnopqrstuvwxyz'

/** "c 1" to "c 9", then "c a" and on; none for what comes after "c z". */
export const copyKeys = (index: number): string | undefined => marks[index] && `c ${marks[index]}`
