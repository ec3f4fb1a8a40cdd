-- What the law says today (state of November 2026). Verified means: read in renderings of the text or in notes of law
-- firms; an unverified rule is switched off until an administrator has read the act.
insert into rules (key, days, counting, times_a_year, percent, applies_to, source, source_date, valid_from, state, is_on) values
  ('dialogue.notice', 7, 'calendar', null, null, 'communal_dialogue',
    'Luật Tổ chức chính quyền địa phương 2025, Điều 43', '2025-06-16', '2025-07-01', 'verified', true),
  ('dialogue.result', 10, 'calendar', null, null, 'communal_dialogue',
    'Luật Tổ chức chính quyền địa phương 2025, Điều 43', '2025-06-16', '2025-07-01', 'verified', true),
  ('dialogue.yearly', null, null, 1, null, 'communal_dialogue',
    'Luật Tổ chức chính quyền địa phương 2025, Điều 43', '2025-06-16', '2025-07-01', 'verified', true),
  ('dialogue.on_request', null, null, null, 10, 'communal_dialogue',
    'Luật Tổ chức chính quyền địa phương 2025, Điều 43', '2025-06-16', '2025-07-01', 'verified', true),
  ('petition.accepted', 10, 'working', null, null, 'party_committee_petition',
    'Quy định 11-QĐi/TW, sửa đổi bởi Kết luận 215-KL/TW', '2019-02-18', '2019-02-18', 'verified', true),
  ('voter_contact.synthesis_before', 15, 'calendar', null, null, 'voter_contact_national_assembly',
    'Nghị quyết liên tịch 72/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN', '2025-02-20', '2025-02-20', 'verified', true),
  ('voter_contact.synthesis_after', 15, 'calendar', null, null, 'voter_contact_national_assembly',
    'Nghị quyết liên tịch 72/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN', '2025-02-20', '2025-02-20', 'verified', true),
  ('voter_petition.answer', 60, 'calendar', null, null, 'voter_petition',
    'Nghị quyết liên tịch 525/2012, Điều 36; Quyết định 30/2020/QĐ-TTg (văn bản cũ)', null, '2012-09-27', 'unverified', false),
  ('data_request.answer', 2, 'working', null, null, 'personal_data',
    'Nghị định 356/2025/NĐ-CP', null, '2026-01-01', 'verified', true),
  ('data_request.stop', 15, 'calendar', null, null, 'personal_data',
    'Nghị định 356/2025/NĐ-CP', null, '2026-01-01', 'verified', true);
