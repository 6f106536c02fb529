export const assistantStatuses = ['active', 'invited', 'left'] as const
export type AssistantStatus = (typeof assistantStatuses)[number]
export const assistantStatusLabels: Record<AssistantStatus, string> = {
  active: 'On the team',
  invited: 'Invited',
  left: 'Left',
}

export const leaveKinds = ['holiday', 'leave', 'sick'] as const
export type LeaveKind = (typeof leaveKinds)[number]
export const leaveKindLabels: Record<LeaveKind, string> = {
  holiday: 'Holiday',
  leave: 'Other leave',
  sick: 'Sick',
}

/** Skills that the product itself asks for; a workspace may add others. */
export const usualSkills = ['phone', 'documents', 'payments', 'writing', 'research'] as const
export const skillLevels = [1, 2, 3, 4, 5] as const
export const skillLevelLabels: Record<number, string> = {
  1: 'Learning',
  2: 'Basic',
  3: 'Solid',
  4: 'Strong',
  5: 'Expert',
}
export const skillLabel = (skill: string) =>
  skill.charAt(0).toLocaleUpperCase('en') + skill.slice(1)

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' })
export const languageLabel = (code: string): string => {
  try {
    return languageNames.of(code) ?? code
  } catch {
    return code
  }
}

/** What is offered first; any other language has a code too. */
export const usualLanguages =
  'ar,bg,bn,cs,da,de,el,en,es,et,fa,fi,fil,fr,he,hi,hr,hu,id,it,ja,ko,lt,lv,ms,nl,no,pl,pt,ro,ru,sk,sl,sr,sv,sw,th,tr,uk,ur,vi,zh'.split(
    ',',
  )

export const weekdayLabels = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const
