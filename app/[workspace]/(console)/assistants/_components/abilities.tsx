import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { actionTypeLabels } from '@/lib/actions/labels'
import { languageLabel, skillLabel, skillLevelLabels } from '@/lib/assistants/labels'
import type { Assistant } from '@/lib/assistants/schema'

const speciality = (name: string) => (actionTypeLabels as Record<string, string>)[name] ?? name

/** Skills with their level, languages and specialities. */
export function Abilities({ person }: { person: Assistant }) {
  const skills = Object.entries(person.skills).sort(([, a], [, b]) => b - a)
  const tags = [
    ['Languages', person.languages.map(languageLabel)],
    ['Specialities', person.specializations.map(speciality)],
  ] as const
  return (
    <Card title="Skills">
      <div className="flex flex-col gap-4 text-sm">
        {skills.length === 0 ? (
          <p className="text-muted">
            None yet. They get only tasks that ask for none: add some under Actions.
          </p>
        ) : (
          <ul className="flex flex-col gap-2">
            {skills.map(([skill, level]) => (
              <li key={skill} className="flex items-center justify-between gap-3">
                {skillLabel(skill)}
                <span className="flex items-center gap-2 text-muted text-xs">
                  {skillLevelLabels[level]}
                  <span aria-hidden="true" className="flex gap-0.5">
                    {[1, 2, 3, 4, 5].map((step) => (
                      <span
                        key={step}
                        className={`h-2 w-3 rounded-xs ${step <= level ? 'bg-accent' : 'bg-border'}`}
                      />
                    ))}
                  </span>
                  <span className="sr-only">, {level} of 5</span>
                </span>
              </li>
            ))}
          </ul>
        )}
        {tags.map(
          ([label, values]) =>
            values.length > 0 && (
              <div key={label}>
                <h3 className="mb-1.5 text-muted text-xs">{label}</h3>
                <p className="flex flex-wrap gap-1.5">
                  {values.map((value) => (
                    <Badge key={value}>{value}</Badge>
                  ))}
                </p>
              </div>
            ),
        )}
      </div>
    </Card>
  )
}
