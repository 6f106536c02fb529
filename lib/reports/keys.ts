/** Where the files of an execution lie: as somebody asked for it, and as data. */
export const fileKey = (workspaceId: string, executionId: string) =>
  `${workspaceId}/reports/${executionId}/file`
export const dataKey = (workspaceId: string, executionId: string) =>
  `${workspaceId}/reports/${executionId}/data`

/** Names its job, so that one execution is in one worker's hands. */
export const runKey = (executionId: string) => `reports.run:${executionId}`
