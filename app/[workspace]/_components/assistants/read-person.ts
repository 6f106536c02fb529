import type { FormValue, FormValues } from '@/components/form/form-values'

const json = (value: FormValue): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

/** What a form about a person holds, as procedures take it: three of its fields are written in JSON. */
export function readPerson(values: FormValues): Record<string, unknown> {
  const { skills, languages, workingHours, ...rest } = values
  return {
    ...rest,
    ...(skills != null && { skills: json(skills) }),
    ...(languages != null && { languages: json(languages) }),
    ...(workingHours != null && { workingHours: json(workingHours) }),
  }
}
