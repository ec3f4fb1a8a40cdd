CREATE TABLE "disclosure_readers" (
	"disclosure_id" uuid NOT NULL,
	"officer_id" uuid NOT NULL,
	CONSTRAINT "disclosure_readers_disclosure_id_officer_id_pk" PRIMARY KEY("disclosure_id","officer_id")
);
--> statement-breakpoint
CREATE TABLE "disclosures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opinion_id" uuid NOT NULL,
	"purpose" "bytea" NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"until" date NOT NULL,
	"state" text DEFAULT 'asked' NOT NULL,
	"answered_at" timestamp with time zone,
	"identity" "bytea",
	"ended_at" timestamp with time zone,
	CONSTRAINT "disclosures_state" CHECK ("disclosures"."state" in ('asked', 'granted', 'declined', 'revoked', 'ended')),
	CONSTRAINT "disclosures_identity" CHECK ("disclosures"."state" = 'granted' or "disclosures"."identity" is null)
);
--> statement-breakpoint
CREATE TABLE "item_supports" (
	"item_id" uuid NOT NULL,
	"resident_id" uuid NOT NULL,
	"chat_id" bigint NOT NULL,
	"origin_item_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "item_supports_item_id_resident_id_pk" PRIMARY KEY("item_id","resident_id")
);
--> statement-breakpoint
CREATE TABLE "items" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"dialogue_id" uuid,
	"number" integer NOT NULL,
	"title" text,
	"topic_id" uuid,
	"opinion_class" text NOT NULL,
	"kind" text NOT NULL,
	"reach" text DEFAULT 'person' NOT NULL,
	"households" integer,
	"is_risk" boolean DEFAULT false NOT NULL,
	"is_hot_spot" boolean DEFAULT false NOT NULL,
	"competence" text DEFAULT 'commune' NOT NULL,
	"competent_body" text,
	"state" text DEFAULT 'open' NOT NULL,
	"merged_into" uuid,
	"opinion_count" integer DEFAULT 0 NOT NULL,
	"support_count" integer DEFAULT 0 NOT NULL,
	"weight" integer DEFAULT 0 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "items_number" UNIQUE NULLS NOT DISTINCT("unit_id","dialogue_id","number"),
	CONSTRAINT "items_class" CHECK ("items"."opinion_class" in ('livelihood', 'party_building', 'government_building', 'idea', 'question')),
	CONSTRAINT "items_kind" CHECK ("items"."kind" in ('opinion', 'petition')),
	CONSTRAINT "items_reach" CHECK ("items"."reach" in ('person', 'households', 'group', 'commune', 'beyond')),
	CONSTRAINT "items_competence" CHECK ("items"."competence" in ('commune', 'province', 'central', 'other')),
	CONSTRAINT "items_state" CHECK ("items"."state" in ('open', 'merged', 'empty')),
	CONSTRAINT "items_merged" CHECK (("items"."state" = 'merged') = ("items"."merged_into" is not null))
);
--> statement-breakpoint
CREATE TABLE "opinion_asks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"opinion_id" uuid NOT NULL,
	"question" "bytea" NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"answer" "bytea",
	"answered_at" timestamp with time zone,
	"declined_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "opinion_moves" (
	"id" uuid PRIMARY KEY NOT NULL,
	"batch_id" uuid NOT NULL,
	"opinion_id" uuid NOT NULL,
	"from_item_id" uuid NOT NULL,
	"to_item_id" uuid NOT NULL,
	"why" text NOT NULL,
	"moved_by" uuid,
	"moved_at" timestamp with time zone NOT NULL,
	"told_at" timestamp with time zone,
	"objected_at" timestamp with time zone,
	"undone_at" timestamp with time zone,
	CONSTRAINT "opinion_moves_why" CHECK ("opinion_moves"."why" in ('merged', 'split', 'objected', 'undone'))
);
--> statement-breakpoint
CREATE TABLE "opinion_refusals" (
	"opinion_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"why" text NOT NULL,
	"words" "bytea",
	"refused_by" uuid NOT NULL,
	"refused_at" timestamp with time zone NOT NULL,
	"contested_at" timestamp with time zone,
	"contest_words" "bytea",
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	"outcome" text,
	"undone_at" timestamp with time zone,
	CONSTRAINT "opinion_refusals_opinion_id_seq_pk" PRIMARY KEY("opinion_id","seq"),
	CONSTRAINT "opinion_refusals_why" CHECK ("opinion_refusals"."why" in ('unclear', 'off_topic', 'insult', 'spam', 'other_procedure', 'confidence_vote', 'repeat')),
	CONSTRAINT "opinion_refusals_outcome" CHECK ("opinion_refusals"."outcome" in ('upheld', 'reopened')),
	CONSTRAINT "opinion_refusals_other_officer" CHECK ("opinion_refusals"."decided_by" <> "opinion_refusals"."refused_by")
);
--> statement-breakpoint
CREATE TABLE "opinion_transcripts" (
	"opinion_id" uuid NOT NULL,
	"attachment_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"source" text NOT NULL,
	"text" "bytea" NOT NULL,
	"written_by" uuid,
	"written_at" timestamp with time zone NOT NULL,
	"asked_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"rejected_at" timestamp with time zone,
	CONSTRAINT "opinion_transcripts_opinion_id_attachment_id_seq_pk" PRIMARY KEY("opinion_id","attachment_id","seq"),
	CONSTRAINT "opinion_transcripts_source" CHECK ("opinion_transcripts"."source" in ('officer', 'machine', 'corrected'))
);
--> statement-breakpoint
CREATE TABLE "topics" (
	"id" uuid PRIMARY KEY NOT NULL,
	"unit_id" text,
	"name_vi" text NOT NULL,
	"name_en" text NOT NULL,
	"words" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"is_sensitive" boolean DEFAULT false NOT NULL,
	"position" integer NOT NULL,
	"retired_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "topics_name" UNIQUE NULLS NOT DISTINCT("unit_id","name_vi")
);
--> statement-breakpoint
ALTER TABLE "diversions" DROP CONSTRAINT "diversions_kind";--> statement-breakpoint
ALTER TABLE "opinion_attachments" ADD COLUMN "released_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "opinion_attachments" ADD COLUMN "released_by" uuid;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "guard_mark" text;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "stated_class" text;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "triage" text DEFAULT 'waiting' NOT NULL;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "triaged_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "triaged_by" uuid;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "kind" text;--> statement-breakpoint
ALTER TABLE "opinions" ADD COLUMN "item_id" uuid;--> statement-breakpoint
ALTER TABLE "disclosure_readers" ADD CONSTRAINT "disclosure_readers_disclosure_id_disclosures_id_fk" FOREIGN KEY ("disclosure_id") REFERENCES "public"."disclosures"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "disclosures" ADD CONSTRAINT "disclosures_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "item_supports" ADD CONSTRAINT "item_supports_item_id_items_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_asks" ADD CONSTRAINT "opinion_asks_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_moves" ADD CONSTRAINT "opinion_moves_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_refusals" ADD CONSTRAINT "opinion_refusals_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "opinion_transcripts" ADD CONSTRAINT "opinion_transcripts_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "disclosures_opinion" ON "disclosures" USING btree ("opinion_id");--> statement-breakpoint
CREATE INDEX "disclosures_until" ON "disclosures" USING btree ("until") WHERE "disclosures"."state" in ('asked', 'granted');--> statement-breakpoint
CREATE INDEX "item_supports_resident" ON "item_supports" USING btree ("resident_id");--> statement-breakpoint
CREATE INDEX "items_dialogue" ON "items" USING btree ("dialogue_id","weight" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "items_unit" ON "items" USING btree ("unit_id","created_at","id");--> statement-breakpoint
CREATE INDEX "items_topic" ON "items" USING btree ("topic_id");--> statement-breakpoint
CREATE INDEX "opinion_asks_opinion" ON "opinion_asks" USING btree ("opinion_id","asked_at");--> statement-breakpoint
CREATE INDEX "opinion_moves_opinion" ON "opinion_moves" USING btree ("opinion_id","moved_at");--> statement-breakpoint
CREATE INDEX "opinion_moves_batch" ON "opinion_moves" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "opinion_moves_to" ON "opinion_moves" USING btree ("to_item_id");--> statement-breakpoint
CREATE INDEX "opinion_refusals_contested" ON "opinion_refusals" USING btree ("contested_at") WHERE "opinion_refusals"."contested_at" is not null and "opinion_refusals"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "opinions_item" ON "opinions" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "opinions_waiting" ON "opinions" USING btree ("unit_id","received_at","id") WHERE "opinions"."triage" = 'waiting' and "opinions"."state" = 'received';--> statement-breakpoint
ALTER TABLE "diversions" ADD CONSTRAINT "diversions_kind" CHECK ("diversions"."kind" in ('complaint', 'denunciation', 'accusation', 'confidence_vote', 'emergency'));--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_triage" CHECK ("opinions"."triage" in ('waiting', 'kept', 'refused'));--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_kept" CHECK ("opinions"."triage" = 'kept' or "opinions"."item_id" is null);--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_kind" CHECK ("opinions"."kind" in ('opinion', 'petition'));--> statement-breakpoint
ALTER TABLE "opinions" ADD CONSTRAINT "opinions_guard_mark" CHECK ("opinions"."guard_mark" in ('complaint', 'denunciation', 'accusation', 'confidence_vote', 'emergency'));
--> statement-breakpoint
INSERT INTO "topics" ("id", "name_vi", "name_en", "words", "is_sensitive", "position") VALUES
('f5a6f0e1-38cc-5dbc-9319-4c356b56f927', 'Vệ sinh môi trường', 'Environment and hygiene', '["rác", "đổ rác", "thu gom rác", "mùi hôi", "hôi thối", "ô nhiễm", "khói", "bụi", "tiếng ồn", "nước thải", "cống", "kênh mương", "muỗi", "vệ sinh môi trường", "đốt rác", "chuồng trại", "chó thả rông"]'::jsonb, false, 1),
('96f5b0ed-7069-5ef4-a726-0c2951fd1944', 'Giao thông, ngập nước, chiếu sáng', 'Roads, flooding, lighting', '["đường", "ổ gà", "mặt đường", "vỉa hè hỏng", "đèn đường", "chiếu sáng", "ngập", "úng ngập", "thoát nước", "cầu", "biển báo", "đèn tín hiệu", "xe buýt", "tắc đường", "gờ giảm tốc", "nắp cống", "ngõ", "hẻm"]'::jsonb, false, 2),
('8bbadf73-b3be-5269-8da1-a7b6b21c5237', 'Trật tự đô thị', 'Urban order', '["vỉa hè", "lấn chiếm", "lòng đường", "bán hàng rong", "chợ cóc", "đỗ xe", "để xe", "trông giữ xe", "biển quảng cáo", "mái che", "trật tự đô thị"]'::jsonb, false, 3),
('ce016789-581a-557a-a75c-8b081c4e8d54', 'Trật tự xây dựng', 'Construction order', '["trật tự xây dựng", "xây dựng trái phép", "không phép", "sai phép", "giấy phép xây dựng", "cơi nới", "công trình xây dựng", "vật liệu xây dựng", "phá dỡ"]'::jsonb, false, 4),
('ceb8e70a-a8bc-58d9-9ac4-3ddedf9cc0a7', 'Quản lý đất đai', 'Land management', '["đất đai", "sổ đỏ", "sổ hồng", "giấy chứng nhận quyền sử dụng đất", "chuyển mục đích", "quy hoạch", "đất nông nghiệp", "địa chính", "tách thửa", "thuế đất", "dự án treo"]'::jsonb, false, 5),
('5da1e0f9-62e3-5b84-9834-b15bcc35f4c1', 'Giải phóng mặt bằng, tái định cư', 'Site clearance and resettlement', '["giải phóng mặt bằng", "GPMB", "đền bù", "bồi thường", "tái định cư", "thu hồi đất", "di dời", "kiểm đếm"]'::jsonb, false, 6),
('6f90d92f-558c-5207-9920-9f45247a9e9e', 'An ninh trật tự, an toàn xã hội', 'Security and public order', '["an ninh", "trộm cắp", "trộm", "ma túy", "nghiện", "cờ bạc", "đánh nhau", "gây rối", "mất trật tự", "karaoke", "say rượu", "phòng cháy", "cháy nổ", "PCCC", "lừa đảo", "camera"]'::jsonb, false, 7),
('d448feb5-b7f3-54b4-a82e-e9d2f266d3f6', 'Điện, nước sinh hoạt', 'Electricity and water supply', '["mất điện", "tiền điện", "cột điện", "dây điện", "nước sạch", "mất nước", "tiền nước", "nước máy", "nước sinh hoạt", "viễn thông", "cáp quang"]'::jsonb, false, 8),
('50a8a810-0eda-5457-a53f-e3e9550e6ed7', 'Giáo dục', 'Education', '["trường", "trường học", "lớp học", "mầm non", "tiểu học", "học phí", "giáo viên", "tuyển sinh", "học sinh", "bán trú", "dạy thêm"]'::jsonb, false, 9),
('541954b6-16ff-579d-92dd-aeb7611c905d', 'Y tế, bảo hiểm', 'Health and insurance', '["trạm y tế", "bệnh viện", "khám bệnh", "bảo hiểm y tế", "BHYT", "BHXH", "tiêm chủng", "dịch bệnh", "sốt xuất huyết", "an toàn thực phẩm", "thuốc"]'::jsonb, false, 10),
('856c2d4b-51f8-51a2-8ebf-45422941472f', 'An sinh, chính sách xã hội', 'Social policy', '["hộ nghèo", "cận nghèo", "trợ cấp", "người có công", "người cao tuổi", "người khuyết tật", "lương hưu", "bảo trợ", "nhà ở xã hội", "chế độ", "chính sách", "thương binh"]'::jsonb, false, 11),
('c068d489-a4e3-5e2f-8c5b-81ce95f22c7f', 'Thủ tục hành chính, chuyển đổi số', 'Procedures and digital services', '["thủ tục", "một cửa", "hộ khẩu", "CCCD", "căn cước", "VNeID", "giấy khai sinh", "đăng ký", "dịch vụ công", "hồ sơ", "chứng thực", "sáp nhập", "con dấu"]'::jsonb, false, 12),
('6704cf84-44ee-5ac0-97ce-57320c5e5a52', 'Văn hóa, thể thao, nhà văn hóa', 'Culture and sport', '["nhà văn hóa", "sân chơi", "công viên", "vườn hoa", "thể thao", "thể dục", "lễ hội", "thư viện", "di tích", "đình", "sinh hoạt cộng đồng"]'::jsonb, false, 13),
('c9c7e745-bada-595b-ae29-a4a03709013b', 'Kinh tế, việc làm', 'Economy and jobs', '["việc làm", "chợ", "kinh doanh", "sản xuất", "vay vốn", "du lịch", "nông sản", "hợp tác xã", "làng nghề", "tiểu thương", "thuế", "doanh nghiệp"]'::jsonb, false, 14),
('a3e52504-0c70-534a-affb-dcf98ae3510d', 'Xây dựng Đảng', 'Building the Party', '["chi bộ", "đảng bộ", "đảng viên", "đảng ủy", "cấp ủy", "bí thư", "xây dựng đảng", "sinh hoạt chi bộ", "nghị quyết"]'::jsonb, false, 15),
('a4d4f193-7c62-51ee-ada6-9beb68753b66', 'Xây dựng chính quyền, công chức', 'Building the government, civil service', '["chính quyền", "ủy ban", "UBND", "HĐND", "cán bộ", "công chức", "thái độ", "tiếp dân", "chủ tịch", "cải cách hành chính", "công khai", "minh bạch"]'::jsonb, false, 16),
('2e9a0c90-d8e9-5bd6-bf57-190be432f12c', 'Dòng họ', 'Clan matters', '["dòng họ", "họ tộc", "nhà thờ họ", "mộ tổ", "mồ mả"]'::jsonb, true, 17),
('01fe0497-da1b-558a-bf0e-271da5c5c7e4', 'Sử dụng tài sản công', 'Use of public assets', '["tài sản công", "đất công", "trụ sở", "quỹ đất", "công quỹ", "nhà công vụ", "đấu giá"]'::jsonb, true, 18),
('451b0d36-aebd-5f8c-8fbb-6426d1442dcc', 'Tranh chấp đất đai', 'Land disputes', '["tranh chấp", "tranh chấp đất", "lấn đất", "ranh giới", "mốc giới", "chiếm đất"]'::jsonb, true, 19),
('0a47b50b-6b71-55d1-9448-582fa7dc4364', 'Cơ sở tôn giáo', 'Religious premises', '["chùa", "nhà thờ", "giáo xứ", "tôn giáo", "cơ sở thờ tự", "tăng ni", "linh mục"]'::jsonb, true, 20),
('7fa86ae0-0a5f-5640-b6b3-bb696a5668ee', 'Việc khác', 'Other matters', '[]'::jsonb, false, 21);
