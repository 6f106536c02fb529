alter table submission_queue drop column claimed_by cascade;
