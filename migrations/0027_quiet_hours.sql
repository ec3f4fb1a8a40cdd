-- When nobody is woken for a notice: hours of the day in Vietnam. The same hour twice means never.
insert into channel_rules (key, value, unit, source, source_date, state, changed_at) values
  ('notice.quiet-from-hour', 21, 'hour_of_day', 'Đề xuất của hệ thống, không phải quy định của pháp luật: từ giờ này không gửi thông báo', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('notice.quiet-until-hour', 7, 'hour_of_day', 'Đề xuất của hệ thống, không phải quy định của pháp luật: đến giờ này mới gửi thông báo', null, 'unverified', '2026-11-23T00:00:00Z');
