-- Whether invitations and letters wait for the end of a public holiday is for the Front to decide: switched off until somebody does.
insert into rules (key, days, counting, times_a_year, percent, applies_to, source, source_date, valid_from, state, is_on) values
  ('notice.quiet_holidays', 1, 'calendar', null, null, 'notices',
    'Đề xuất của hệ thống, không phải quy định của pháp luật: ngày nghỉ lễ, Tết không gửi thông báo mời và thông tin thêm, trừ khi đợi hết kỳ nghỉ thì trễ thời hạn báo trước', null, '2026-01-01', 'unverified', false);
