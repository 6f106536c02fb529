drop function if exists hand_over_action(uuid, uuid, uuid, text, timestamptz), task_state(uuid), task_colleagues(uuid, timestamptz),
  question_by_token(text, timestamptz), answer_by_token(text, text, timestamptz);
drop trigger if exists tell_presence on action_presence;
drop function if exists tell_presence();
drop index pending_actions_follow_up_idx;
alter table pending_actions drop constraint pending_actions_follow_up_check;
alter table pending_actions drop column question_token_hash cascade, drop column question_expires_at cascade;
