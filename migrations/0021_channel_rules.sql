CREATE TABLE "channel_rules" (
	"key" text PRIMARY KEY NOT NULL,
	"value" double precision NOT NULL,
	"unit" text NOT NULL,
	"source" text NOT NULL,
	"source_date" date,
	"state" text NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "channel_rules_value" CHECK ("channel_rules"."value" >= 0),
	CONSTRAINT "channel_rules_state" CHECK ("channel_rules"."state" in ('verified', 'unverified'))
);
--> statement-breakpoint
insert into channel_rules (key, value, unit, source, source_date, state, changed_at) values
  ('zalo.cs.free-hours', 48, 'hours', 'Zalo, chính sách tin Tư vấn: miễn phí trong 48 giờ kể từ tương tác cuối', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.cs.paid-days', 7, 'days', 'Zalo, chính sách tin Tư vấn: có phí từ 48 giờ đến 7 ngày', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.cs.paid-price', 55, 'vnd', 'Zalo, bảng giá tin Tư vấn ngoài khung 48 giờ', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.template.price', 150, 'vnd', 'Bảng giá ZBS theo mã người dùng: chưa có văn bản, cần hỏi Zalo', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.price', 200, 'vnd', 'Zalo Cloud, giá ZBS theo số điện thoại, mức mặc định', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('sms.price-per-part', 350, 'vnd', 'Tùy hợp đồng với nhà mạng: xin sửa theo hợp đồng của đơn vị', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('web.seen-days', 30, 'days', 'Đề xuất của hệ thống: quá số ngày này không mở trang thì coi như khó thấy tin', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.package.growth.per-minute', 100, 'per_minute', 'Zalo, gói Growth: số lần gọi mỗi phút của một tài khoản', '2026-06-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.package.comprehensive.per-minute', 2000, 'per_minute', 'Zalo, gói Comprehensive: số lần gọi mỗi phút của một tài khoản', '2026-06-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.app.per-minute', 4000, 'per_minute', 'Zalo, giới hạn của một ứng dụng', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.broadcast.from-hour', 6, 'hour_of_day', 'Zalo, giờ được phát tin truyền thông: 6 giờ đến 21 giờ 59', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.broadcast.until-hour', 22, 'hour_of_day', 'Zalo, giờ được phát tin truyền thông: 6 giờ đến 21 giờ 59', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('telegram.bot.per-second', 30, 'per_second', 'Telegram, Bots FAQ: khoảng 30 tin mỗi giây, miễn phí', '2026-01-01', 'verified', '2026-11-23T00:00:00Z');
