export const actionTypes = [
  'sms_verification',
  'email_verification',
  'document_upload',
  'phone_call',
  'manual_submission',
  'captcha_solving',
  'account_creation',
  'payment_processing',
  'content_review',
  'screenshot_verification',
  'follow_up_required',
  'error_resolution',
] as const
export type ActionType = (typeof actionTypes)[number]
export const actionTypeLabels: Record<ActionType, string> = {
  sms_verification: 'Code by text message',
  email_verification: 'E-mail confirmation',
  document_upload: 'Document',
  phone_call: 'Phone call',
  manual_submission: 'Submission by hand',
  captcha_solving: 'Captcha',
  account_creation: 'Account',
  payment_processing: 'Payment',
  content_review: 'Text',
  screenshot_verification: 'Screenshot',
  follow_up_required: 'Follow-up',
  error_resolution: 'Error',
}
export const actionStatuses = [
  'pending',
  'assigned',
  'in_progress',
  'blocked',
  'requires_customer',
  'completed',
  'failed',
  'cancelled',
] as const
export type ActionStatus = (typeof actionStatuses)[number]
export const actionStatusLabels: Record<ActionStatus, string> = {
  pending: 'To do',
  assigned: 'Assigned',
  in_progress: 'In progress',
  blocked: 'Blocked',
  requires_customer: 'With the customer',
  completed: 'Done',
  failed: 'Given up',
  cancelled: 'Cancelled',
}
