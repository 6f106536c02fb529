export const itemStatuses = [
  'pending',
  'processing',
  'retry_needed',
  'manual_review',
  'paused',
  'completed',
  'failed',
  'cancelled',
] as const
export type ItemStatus = (typeof itemStatuses)[number]
export const itemStatusLabels: Record<ItemStatus, string> = {
  pending: 'Waiting',
  processing: 'In progress',
  retry_needed: 'Tried again soon',
  manual_review: 'Needs a person',
  paused: 'Paused',
  completed: 'Submitted',
  failed: 'Failed',
  cancelled: 'Cancelled',
}

export const methods = ['api', 'headless_browser', 'chrome_extension', 'manual'] as const
export type Method = (typeof methods)[number]
export const methodLabels: Record<Method, string> = {
  api: 'API',
  headless_browser: 'Built-in browser',
  chrome_extension: 'Browser extension',
  manual: 'By hand',
}

export const failureCodes = [
  'timeout',
  'network',
  'rate_limited',
  'server_error',
  'lease_expired',
  'crashed',
  'unknown',
  'captcha',
  'sms_required',
  'phone_required',
  'email_confirmation',
  'document_required',
  'account_required',
  'payment_required',
  'content_review',
  'validation',
  'blocked',
  'no_automation',
  'already_listed',
  'directory_closed',
  'refused',
] as const
export type FailureCode = (typeof failureCodes)[number]
export const failureLabels: Record<FailureCode, string> = {
  timeout: 'Took too long',
  network: 'Could not be reached',
  rate_limited: 'Asked to wait',
  server_error: 'Error of the directory',
  lease_expired: 'Worker lost',
  crashed: 'Worker stopped',
  unknown: 'Unexpected answer',
  captcha: 'Captcha',
  sms_required: 'Text message needed',
  phone_required: 'Phone call needed',
  email_confirmation: 'E-mail to confirm',
  document_required: 'Document needed',
  account_required: 'Account needed',
  payment_required: 'Payment needed',
  content_review: 'Text to check',
  validation: 'Data refused',
  blocked: 'Automation blocked',
  no_automation: 'To be done by hand',
  already_listed: 'Already listed',
  directory_closed: 'Directory closed',
  refused: 'Refused',
}

/** Failures after which another directory of the same kind may take the place. */
export const replaceable: readonly string[] = ['already_listed', 'directory_closed', 'refused']
