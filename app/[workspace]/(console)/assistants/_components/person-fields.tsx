'use client'

import { TextField } from '@/components/form/text-field'
import type { Assistant, Facets } from '@/lib/assistants/schema'
import { LanguagesField } from '../../../_components/assistants/languages-field'
import { SkillsField } from '../../../_components/assistants/skills-field'
import { SpecialitiesField } from './specialities-field'

type Known = Pick<Assistant, 'skills' | 'languages' | 'specializations' | 'maxConcurrentTasks'>

const nothing: Known = { skills: {}, languages: [], specializations: [], maxConcurrentTasks: 3 }

/** What the team says of somebody: skills, languages, specialities and room. */
export function PersonFields({ known = nothing, facets }: { known?: Known; facets: Facets }) {
  return (
    <>
      <SkillsField name="skills" defaultValue={known.skills} known={facets.skills} />
      <LanguagesField name="languages" label="Languages" defaultValue={known.languages} />
      <SpecialitiesField
        name="specializations"
        defaultValue={known.specializations}
        categories={facets.categories}
      />
      <TextField
        name="maxConcurrentTasks"
        label="Tasks at a time"
        type="number"
        min={1}
        max={50}
        defaultValue={known.maxConcurrentTasks}
        help="Assigned and begun together. A heavy type of task counts more than once."
        className="max-w-48"
      />
    </>
  )
}
