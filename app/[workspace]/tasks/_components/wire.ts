import type { Day, TaskEnd, TaskView } from '@/lib/actions/task-schema'

/** As it comes over the network: JSON knows no dates. */
type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T

export type Task = Wire<TaskView>
export type Ended = Wire<TaskEnd>
export type DayOf = Wire<Day>
export type Item = DayOf['held'][number]

/** The same for what the first page brings along, so that a screen knows one shape. */
export const toWire = <T>(value: T): Wire<T> => JSON.parse(JSON.stringify(value)) as Wire<T>
