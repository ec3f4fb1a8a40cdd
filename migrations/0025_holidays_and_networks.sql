CREATE TABLE "dialogue_sounds" (
	"dialogue_id" uuid PRIMARY KEY NOT NULL,
	"attachment_id" uuid NOT NULL,
	"text_digest" text NOT NULL,
	"added_by" uuid NOT NULL,
	"added_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "group_link_openings" (
	"token" text NOT NULL,
	"day" date NOT NULL,
	"openings" integer NOT NULL,
	CONSTRAINT "group_link_openings_token_day_pk" PRIMARY KEY("token","day"),
	CONSTRAINT "group_link_openings_some" CHECK ("group_link_openings"."openings" > 0)
);
--> statement-breakpoint
CREATE TABLE "group_links" (
	"token" text PRIMARY KEY NOT NULL,
	"dialogue_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "group_links_one" UNIQUE("dialogue_id","unit_id")
);
--> statement-breakpoint
CREATE TABLE "channel_rule_history" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"value" double precision NOT NULL,
	"source" text NOT NULL,
	"source_date" date,
	"state" text NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone NOT NULL,
	"replaced_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "holidays" (
	"date" date PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"source" text NOT NULL,
	"source_date" date NOT NULL,
	"state" text NOT NULL,
	"changed_by" text,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "holidays_kind" CHECK ("holidays"."kind" in ('off', 'worked')),
	CONSTRAINT "holidays_state" CHECK ("holidays"."state" in ('verified', 'unverified')),
	CONSTRAINT "holidays_worked_weekend" CHECK ("holidays"."kind" = 'off' or extract(isodow from "holidays"."date") > 5)
);
--> statement-breakpoint
CREATE TABLE "unit_networks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"since" date NOT NULL,
	"minutes_number" text NOT NULL,
	"minutes_date" date NOT NULL,
	"ended_on" date,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "unit_networks_kind" CHECK ("unit_networks"."kind" in ('zalo_group', 'telegram_group', 'loudspeaker', 'notice_board', 'house_visits', 'sms', 'other')),
	CONSTRAINT "unit_networks_ended" CHECK ("unit_networks"."ended_on" >= "unit_networks"."since")
);
--> statement-breakpoint
ALTER TABLE "broadcasts" DROP CONSTRAINT "broadcasts_kind";--> statement-breakpoint
ALTER TABLE "dialogue_sounds" ADD CONSTRAINT "dialogue_sounds_dialogue_id_dialogues_id_fk" FOREIGN KEY ("dialogue_id") REFERENCES "public"."dialogues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dialogue_sounds" ADD CONSTRAINT "dialogue_sounds_attachment_id_attachments_id_fk" FOREIGN KEY ("attachment_id") REFERENCES "public"."attachments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_link_openings" ADD CONSTRAINT "group_link_openings_token_group_links_token_fk" FOREIGN KEY ("token") REFERENCES "public"."group_links"("token") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_links" ADD CONSTRAINT "group_links_dialogue_id_dialogues_id_fk" FOREIGN KEY ("dialogue_id") REFERENCES "public"."dialogues"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "channel_rule_history" ADD CONSTRAINT "channel_rule_history_key_channel_rules_key_fk" FOREIGN KEY ("key") REFERENCES "public"."channel_rules"("key") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_networks" ADD CONSTRAINT "unit_networks_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "dialogue_sounds_attachment" ON "dialogue_sounds" USING btree ("attachment_id");--> statement-breakpoint
CREATE INDEX "channel_rule_history_key" ON "channel_rule_history" USING btree ("key","replaced_at");--> statement-breakpoint
CREATE INDEX "unit_networks_unit" ON "unit_networks" USING btree ("unit_id");--> statement-breakpoint
ALTER TABLE "broadcasts" ADD CONSTRAINT "broadcasts_kind" CHECK ("broadcasts"."kind" in ('announcement', 'change', 'cancellation', 'result'));--> statement-breakpoint
-- Figures of the platforms that are still missing; where sources differ, the smaller one stands, unverified.
insert into channel_rules (key, value, unit, source, source_date, state, changed_at) values
  ('zalo.cs.staff-days', 365, 'days', 'docs.zaloplatforms.com, điều kiện gửi tin Tư vấn: nhân viên trả lời tại trang quản lý tài khoản', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.cs.quota.growth', 500, 'per_period', 'Gói Growth: tin Tư vấn ngoài 48 giờ đã gồm trong gói; nguồn khác ghi 2.000', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.cs.quota.comprehensive', 2000, 'per_period', 'Gói Comprehensive: tin Tư vấn ngoài 48 giờ đã gồm trong gói; nguồn khác ghi không giới hạn', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.app.articles-per-minute', 4000, 'per_minute', 'docs.zaloplatforms.com, giới hạn tốc độ API: bài viết tính riêng', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.package.growth.apps', 3, 'count', 'Zalo, gói Growth: số ứng dụng được kết nối', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.package.standard.price-year', 1000000, 'vnd', 'Bảng giá gói tài khoản từ 01/06/2026 (chưa có quyền gọi API)', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.package.growth.price-half-year', 1400000, 'vnd', 'Bảng giá gói tài khoản từ 01/06/2026', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.package.growth.price-year', 2500000, 'vnd', 'Bảng giá gói tài khoản từ 01/06/2026', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.package.comprehensive.price-half-year', 3400000, 'vnd', 'Bảng giá gói tài khoản từ 01/06/2026', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.package.comprehensive.price-year', 6000000, 'vnd', 'Bảng giá gói tài khoản từ 01/06/2026', '2026-06-01', 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.broadcast.per-person-day', 1, 'per_day', 'Zalo, tin Truyền thông: mỗi người nhận nhiều nhất một tin một ngày', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.broadcast.per-person-month', 4, 'per_month', 'Tin Truyền thông trong tháng cho một người: nguồn khác ghi 30', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.broadcast.per-account-day', 500, 'per_day', 'Tin Truyền thông cả tài khoản trong ngày: 500 tin hoặc 5% số người quan tâm', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.notification.from-hour', 6, 'hour_of_day', 'Tin giao dịch nhận 24/24, chuông báo từ 6 giờ đến 21 giờ 59', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.notification.until-hour', 22, 'hour_of_day', 'Tin giao dịch nhận 24/24, chuông báo từ 6 giờ đến 21 giờ 59', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zalo.inactive-days', 45, 'days', 'Tài khoản người nhận không hoạt động quá số ngày này thì Zalo từ chối (-227)', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zalo.erase-hours', 24, 'hours', 'Điều khoản nền tảng: xóa dữ liệu sau khi thôi dùng dịch vụ', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.price-otp', 300, 'vnd', 'Zalo Cloud, giá ZBS theo số điện thoại: mã OTP, thanh toán, phiếu ưu đãi', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('zns.price-state', 150, 'vnd', 'Mức cũ cho cơ quan nhà nước, 120 đến 150 đồng: cần hỏi Zalo', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.quiet-from-hour', 22, 'hour_of_day', 'Một số loại mẫu bị từ chối ban đêm (-133): tình trạng hiện nay chưa rõ', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.quiet-until-hour', 6, 'hour_of_day', 'Một số loại mẫu bị từ chối ban đêm (-133): tình trạng hiện nay chưa rõ', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.daily-ladder.1', 500, 'per_day', 'Bậc hạn mức ZBS mỗi ngày, tăng dần đến 500.000; nguồn khác ghi 1.000, 10.000, 20.000, 50.000', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.daily-ladder.2', 2000, 'per_day', 'Bậc hạn mức ZBS mỗi ngày, tăng dần đến 500.000; nguồn khác ghi 1.000, 10.000, 20.000, 50.000', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.daily-ladder.3', 5000, 'per_day', 'Bậc hạn mức ZBS mỗi ngày, tăng dần đến 500.000; nguồn khác ghi 1.000, 10.000, 20.000, 50.000', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.daily-ladder.4', 10000, 'per_day', 'Bậc hạn mức ZBS mỗi ngày, tăng dần đến 500.000; nguồn khác ghi 1.000, 10.000, 20.000, 50.000', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.daily-ladder.top', 500000, 'per_day', 'Bậc hạn mức ZBS cao nhất mỗi ngày; nguồn khác ghi không giới hạn', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.template.review-days', 3, 'days', 'Zalo Cloud: duyệt mẫu từ 1 đến 3 ngày làm việc', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('zns.template.edits-per-day', 100, 'per_day', 'Zalo Cloud: số lần tạo, sửa mẫu mỗi ngày', null, 'unverified', '2026-11-23T00:00:00Z'),
  ('telegram.chat.per-second', 1, 'per_second', 'Telegram, Bots FAQ: tránh quá một tin mỗi giây cho một người', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('telegram.group.per-minute', 20, 'per_minute', 'Telegram, Bots FAQ: 20 tin mỗi phút trong một nhóm', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('telegram.paid.per-second', 1000, 'per_second', 'Telegram, Bots FAQ: phát tin có trả phí', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('telegram.paid.price', 0.1, 'stars', 'Telegram, Bots FAQ: mỗi tin vượt mức 30 tin mỗi giây', '2026-01-01', 'verified', '2026-11-23T00:00:00Z'),
  ('telegram.paid.least-balance', 10000, 'stars', 'Telegram, Bots FAQ: số dư và số người dùng hằng tháng tối thiểu để bật phát tin trả phí', '2026-01-01', 'verified', '2026-11-23T00:00:00Z');
--> statement-breakpoint
-- Days off as announced until now; administrators enter further years.
insert into holidays (date, kind, name, source, source_date, state, changed_at) values
  ('2025-01-01', 'off', 'Tết Dương lịch', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-01-27', 'off', 'Tết Nguyên đán', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-01-28', 'off', 'Tết Nguyên đán', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-01-29', 'off', 'Tết Nguyên đán', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-01-30', 'off', 'Tết Nguyên đán', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-01-31', 'off', 'Tết Nguyên đán', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-04-07', 'off', 'Giỗ Tổ Hùng Vương', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-04-30', 'off', 'Ngày Chiến thắng', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-05-01', 'off', 'Ngày Quốc tế Lao động', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-05-02', 'off', 'Nghỉ hoán đổi, làm bù 26/04/2025', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-09-01', 'off', 'Quốc khánh', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-09-02', 'off', 'Quốc khánh', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2025-04-26', 'worked', 'Làm bù', 'Công văn 8726/VPCP-KGVX ngày 26/11/2024; Thông báo 6150/TB-BLĐTBXH; Bộ luật Lao động 2019, Điều 112', '2024-11-26', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-01-01', 'off', 'Tết Dương lịch', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-01-02', 'off', 'Nghỉ hoán đổi, làm bù 10/01/2026', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-02-16', 'off', 'Tết Nguyên đán', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-02-17', 'off', 'Tết Nguyên đán', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-02-18', 'off', 'Tết Nguyên đán', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-02-19', 'off', 'Tết Nguyên đán', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-02-20', 'off', 'Tết Nguyên đán', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-04-27', 'off', 'Nghỉ bù Giỗ Tổ Hùng Vương', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-04-30', 'off', 'Ngày Chiến thắng', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-05-01', 'off', 'Ngày Quốc tế Lao động', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-09-02', 'off', 'Quốc khánh', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-01-10', 'worked', 'Làm bù', 'Công văn 12729/VPCP-KGVX ngày 25/12/2025 (Tết Dương lịch); vietnammedia.vnanet.vn 17/10/2025 (Tết Nguyên đán); thanhnien.vn 23/02/2026 (Giỗ Tổ); Bộ luật Lao động 2019, Điều 111, 112', '2026-02-23', 'verified', '2026-11-23T00:00:00Z'),
  ('2026-08-31', 'off', 'Nghỉ hoán đổi, làm bù 22/08/2026', 'Phương án nghỉ Quốc khánh 2026 của Bộ Nội vụ, chưa đối chiếu văn bản', '2025-10-17', 'unverified', '2026-11-23T00:00:00Z'),
  ('2026-09-01', 'off', 'Quốc khánh', 'Phương án nghỉ Quốc khánh 2026 của Bộ Nội vụ, chưa đối chiếu văn bản', '2025-10-17', 'unverified', '2026-11-23T00:00:00Z'),
  ('2026-08-22', 'worked', 'Làm bù', 'Phương án nghỉ Quốc khánh 2026 của Bộ Nội vụ, chưa đối chiếu văn bản', '2025-10-17', 'unverified', '2026-11-23T00:00:00Z'),
  ('2026-11-24', 'off', 'Ngày Văn hóa Việt Nam', 'Nghị quyết 80-NQ/TW ngày 07/01/2026; Nghị quyết 30/NQ-CP giao sửa Điều 112 Bộ luật Lao động', '2026-01-07', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-01-01', 'off', 'Tết Dương lịch', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-02-05', 'off', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-02-08', 'off', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-02-09', 'off', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-02-10', 'off', 'Tết Nguyên đán', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-04-16', 'off', 'Giỗ Tổ Hùng Vương', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-04-30', 'off', 'Ngày Chiến thắng', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-05-03', 'off', 'Nghỉ bù Ngày Quốc tế Lao động', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z'),
  ('2027-09-02', 'off', 'Quốc khánh', 'Bộ luật Lao động 2019, Điều 111, 112; lịch nghỉ Tết 2027 chưa công bố khi lập bảng này', '2026-02-23', 'unverified', '2026-11-23T00:00:00Z');
