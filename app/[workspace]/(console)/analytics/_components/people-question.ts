import type { FormValues } from '@/components/form/form-values'

export const mostSteps = 8
export const stepName = (step: number) => `step${step + 1}`

/** What the form says of the order of events; steps left empty are none. */
export function peopleQuestionOf(values: FormValues) {
  const { kind, start, back, interval, window, windowUnit } = values
  if (kind === 'retention') return { kind, start, back, interval }
  const steps = Array.from({ length: mostSteps }, (_, step) => values[stepName(step)])
  return { kind: 'event-funnel', steps: steps.filter(Boolean), window, windowUnit }
}

/** The field of the form that a path of the question belongs to. */
export function fieldOf(path: string) {
  const last = path.split('.').at(-1) ?? path
  if (last === 'steps') return stepName(1)
  return path.includes('steps.') ? stepName(Number(last)) : last
}
