CREATE TABLE code_incident_kind(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_means(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_sdg_cause(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_actor_kind(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_attribution(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_actor_response(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_incident_grade(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_outcome(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_act(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_person_status(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_sex(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_age_group(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_protected_role(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_detention_status(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_purpose(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_ended_how(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_whereabouts(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_release_ground(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_building_kind(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_denomination(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_damage_grade(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_grade_basis(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_military_use(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_source_kind(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_reliability(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_credibility(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_how_told(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_knowledge(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_text_kind(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_figure_kind(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_measure(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_population(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_by(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_accepted(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_qualifier(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_covers(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_place_precision(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_date_precision(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_place_level(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_review(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_sensitivity(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_link_decision(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_consent_answer(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_consent_given_by(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE code_yes_no(
  code TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  definition TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE setting(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE device(
  id TEXT PRIMARY KEY,
  prefix TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person(
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE record(
  rid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE CHECK(length(id) = 36),
  kind TEXT NOT NULL
) STRICT;

CREATE TABLE chain(
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL REFERENCES device(id),
  person TEXT NOT NULL REFERENCES person(id),
  began_at TEXT NOT NULL,
  saw TEXT NOT NULL CHECK(json_type(saw) = 'array'),
  genesis BLOB NOT NULL CHECK(length(genesis) = 32)
) STRICT, WITHOUT ROWID;

CREATE TABLE change(
  chain TEXT NOT NULL REFERENCES chain(id),
  seq INTEGER NOT NULL CHECK(seq > 0),
  lamport INTEGER NOT NULL CHECK(lamport > 0),
  at TEXT NOT NULL,
  actor TEXT NOT NULL REFERENCES person(id),
  kind TEXT NOT NULL,
  record TEXT NOT NULL REFERENCES record(id),
  op TEXT NOT NULL,
  body TEXT,
  salt BLOB NOT NULL,
  body_hash BLOB NOT NULL CHECK(length(body_hash) = 32),
  prev BLOB NOT NULL CHECK(length(prev) = 32),
  hash BLOB NOT NULL CHECK(length(hash) = 32),
  PRIMARY KEY(chain, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX change_record ON change(record);

CREATE TRIGGER change_stays BEFORE UPDATE ON change
WHEN NOT (
  new.body IS NULL AND new.chain = old.chain AND new.seq = old.seq
  AND new.lamport = old.lamport AND new.at = old.at AND new.actor = old.actor
  AND new.kind = old.kind AND new.record = old.record AND new.op = old.op
  AND new.salt = old.salt AND new.body_hash = old.body_hash
  AND new.prev = old.prev AND new.hash = old.hash
)
BEGIN SELECT RAISE(ABORT, 'a change is never altered, only purged'); END;

CREATE TRIGGER change_is_kept BEFORE DELETE ON change
BEGIN SELECT RAISE(ABORT, 'a change is never deleted'); END;

CREATE TABLE conflict(
  record TEXT NOT NULL REFERENCES record(id),
  part TEXT NOT NULL,
  changes TEXT NOT NULL CHECK(json_type(changes) = 'array'),
  PRIMARY KEY(record, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE draft(
  form TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  fields TEXT NOT NULL CHECK(json_type(fields) = 'object'),
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE extract_log(
  rid INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  "to" TEXT NOT NULL,
  profile TEXT NOT NULL,
  format TEXT NOT NULL,
  filter TEXT NOT NULL,
  counts TEXT NOT NULL CHECK(json_type(counts) = 'object'),
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT;

CREATE TABLE report_log(
  rid INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  "to" TEXT NOT NULL,
  format TEXT NOT NULL,
  period_from TEXT,
  period_to TEXT,
  area TEXT NOT NULL CHECK(json_type(area) = 'array'),
  population TEXT NOT NULL,
  as_of TEXT NOT NULL,
  known_on TEXT,
  tables TEXT NOT NULL CHECK(json_type(tables) = 'array'),
  counts TEXT NOT NULL CHECK(json_type(counts) = 'object'),
  sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT;

CREATE TABLE own_key(
  use TEXT PRIMARY KEY CHECK(use IN ('sign', 'seal')),
  secret TEXT NOT NULL,
  public TEXT NOT NULL,
  made_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE pinned_key(
  fingerprint TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  name TEXT NOT NULL,
  prefix TEXT NOT NULL,
  sign TEXT NOT NULL,
  seal TEXT NOT NULL,
  pinned_at TEXT NOT NULL,
  compared INTEGER NOT NULL CHECK(compared IN (0, 1)),
  given_up_at TEXT
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX pinned_key_person ON pinned_key(person) WHERE given_up_at IS NULL;

CREATE TABLE handoff_sent(
  rid INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64),
  "to" TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK(sequence > 0),
  at TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'object'),
  changes INTEGER NOT NULL,
  sealed INTEGER NOT NULL CHECK(sealed IN (0, 1)),
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT;

CREATE TABLE handoff_received(
  rid INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK(length(sha256) = 64),
  "from" TEXT NOT NULL,
  sequence INTEGER NOT NULL CHECK(sequence > 0),
  at TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'object'),
  changes INTEGER NOT NULL,
  conflicts INTEGER NOT NULL
) STRICT;

CREATE TABLE receipt(
  sha256 TEXT PRIMARY KEY CHECK(length(sha256) = 64),
  "from" TEXT NOT NULL,
  at TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'object'),
  changes INTEGER NOT NULL,
  conflicts INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE unheld(
  record TEXT NOT NULL REFERENCES record(id),
  "column" TEXT NOT NULL,
  value TEXT NOT NULL,
  target TEXT,
  PRIMARY KEY(record, "column")
) STRICT, WITHOUT ROWID;

CREATE INDEX unheld_target ON unheld(target) WHERE target IS NOT NULL;

CREATE TABLE purged(
  chain TEXT NOT NULL,
  seq INTEGER NOT NULL,
  PRIMARY KEY(chain, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE merge_log(
  rid INTEGER PRIMARY KEY,
  at TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  chains TEXT NOT NULL CHECK(json_type(chains) = 'array'),
  heads TEXT NOT NULL CHECK(json_type(heads) = 'array'),
  counts TEXT NOT NULL CHECK(json_type(counts) = 'object'),
  backup TEXT NOT NULL,
  undone_at TEXT,
  "by" TEXT NOT NULL REFERENCES person(id)
) STRICT;

CREATE TABLE location(
  key TEXT PRIMARY KEY CHECK(key <> ''),
  level TEXT NOT NULL REFERENCES code_place_level(code) DEFERRABLE INITIALLY DEFERRED,
  name TEXT NOT NULL,
  name_local TEXT,
  parent TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  lat REAL CHECK(lat BETWEEN -90 AND 90),
  lon REAL CHECK(lon BETWEEN -180 AND 180),
  aliases TEXT NOT NULL DEFAULT '[]' CHECK(json_type(aliases) = 'array'),
  origin TEXT NOT NULL CHECK(origin IN ('shipped', 'loaded', 'record')),
  tract TEXT,
  township TEXT,
  district TEXT,
  state TEXT
) STRICT;

CREATE INDEX location_parent ON location(parent);

CREATE INDEX location_tract ON location(tract);

CREATE INDEX location_township ON location(township);

CREATE INDEX location_district ON location(district);

CREATE INDEX location_state ON location(state);

CREATE INDEX location_village_point ON location(lat, lon, township)
WHERE level = 'village' AND lat IS NOT NULL AND township IS NOT NULL;

CREATE TABLE location_name(
  rid INTEGER PRIMARY KEY,
  key TEXT NOT NULL REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  rank INTEGER NOT NULL,
  nearness INTEGER NOT NULL CHECK(nearness IN (0, 1, 2)),
  folded TEXT NOT NULL
) STRICT;

CREATE INDEX location_name_key ON location_name(key);

CREATE INDEX location_name_folded ON location_name(rank, folded, key, nearness);

CREATE VIRTUAL TABLE location_tri USING fts5(
  folded, content='location_name', content_rowid='rid', tokenize='trigram'
);

CREATE TABLE outline(
  key TEXT PRIMARY KEY CHECK(key <> ''),
  west REAL NOT NULL,
  south REAL NOT NULL,
  east REAL NOT NULL,
  north REAL NOT NULL,
  rings TEXT NOT NULL CHECK(json_type(rings) = 'array')
) STRICT, WITHOUT ROWID;

CREATE TABLE "incident"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "title" TEXT,
  "kind" TEXT REFERENCES code_incident_kind(code) DEFERRABLE INITIALLY DEFERRED,
  "when_from" TEXT CHECK("when_from" = date("when_from")),
  "when_to" TEXT CHECK("when_to" = date("when_to") AND "when_from" <= "when_to"),
  "when_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("when_precision" IS NOT NULL OR ("when_from" IS NULL AND "when_to" IS NULL)),
  "when_said" TEXT,
  "place" TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  "place_said" TEXT,
  "lat" REAL CHECK(lat BETWEEN -90 AND 90),
  "lon" REAL CHECK(lon BETWEEN -180 AND 180),
  "place_precision" TEXT REFERENCES code_place_precision(code) DEFERRABLE INITIALLY DEFERRED,
  "means" TEXT REFERENCES code_means(code) DEFERRABLE INITIALLY DEFERRED,
  "actor_kind" TEXT REFERENCES code_actor_kind(code) DEFERRABLE INITIALLY DEFERRED,
  "narrative" TEXT,
  "actor" TEXT,
  "actor_unit" TEXT,
  "attribution" TEXT REFERENCES code_attribution(code) DEFERRABLE INITIALLY DEFERRED,
  "attribution_basis" TEXT,
  "actor_response" TEXT REFERENCES code_actor_response(code) DEFERRABLE INITIALLY DEFERRED,
  "grade" TEXT NOT NULL DEFAULT 'ungraded' REFERENCES code_incident_grade(code) DEFERRABLE INITIALLY DEFERRED,
  "grade_reason" TEXT,
  "part_of" TEXT REFERENCES incident(id) DEFERRABLE INITIALLY DEFERRED,
  "public_text" TEXT,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0,
  "eff_from" TEXT NOT NULL DEFAULT '',
  "eff_to" TEXT NOT NULL DEFAULT '',
  "eff_precision" TEXT NOT NULL DEFAULT '',
  "eff_place" TEXT NOT NULL DEFAULT '',
  "eff_place_name" TEXT NOT NULL DEFAULT '',
  "eff_township" TEXT NOT NULL DEFAULT '',
  "cited" INTEGER NOT NULL DEFAULT 0 CHECK(cited IN (0, 1))
) STRICT;

CREATE INDEX "incident_title" ON "incident"("title");

CREATE INDEX "incident_kind" ON "incident"("kind");

CREATE INDEX "incident_eff_from" ON "incident"("eff_from");

CREATE INDEX "incident_eff_place_name" ON "incident"("eff_place_name");

CREATE INDEX "incident_grade" ON "incident"("grade");

CREATE INDEX "incident_code" ON "incident"("code");

CREATE INDEX "incident_review" ON "incident"("review");

CREATE INDEX "incident_updated_at" ON "incident"("updated_at");

CREATE INDEX "incident_part_of" ON "incident"("part_of");

CREATE INDEX "incident_eff_township" ON "incident"(eff_township, eff_from);

CREATE INDEX "incident_eff_to" ON "incident"(eff_to) WHERE eff_to <> eff_from;

CREATE INDEX "incident_uncited" ON "incident"(cited) WHERE cited = 0;

CREATE INDEX "incident_retired" ON "incident"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "casualty"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "name" TEXT,
  "sex" TEXT REFERENCES code_sex(code) DEFERRABLE INITIALLY DEFERRED,
  "age_least" INTEGER CHECK("age_least" BETWEEN 0 AND 120),
  "age_most" INTEGER CHECK("age_most" BETWEEN 0 AND 120 AND "age_least" <= "age_most"),
  "age_said" TEXT,
  "name_local" TEXT,
  "aka" TEXT CHECK(json_type("aka") = 'array'),
  "parent_name" TEXT,
  "age_group" TEXT REFERENCES code_age_group(code) DEFERRABLE INITIALLY DEFERRED,
  "protected_role" TEXT REFERENCES code_protected_role(code) DEFERRABLE INITIALLY DEFERRED,
  "occupation" TEXT,
  "home" TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  "consent" TEXT CHECK(json_type("consent") = 'object'),
  "outcome" TEXT REFERENCES code_outcome(code) DEFERRABLE INITIALLY DEFERRED,
  "status" TEXT REFERENCES code_person_status(code) DEFERRABLE INITIALLY DEFERRED,
  "when_from" TEXT CHECK("when_from" = date("when_from")),
  "when_to" TEXT CHECK("when_to" = date("when_to") AND "when_from" <= "when_to"),
  "when_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("when_precision" IS NOT NULL OR ("when_from" IS NULL AND "when_to" IS NULL)),
  "when_said" TEXT,
  "place" TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  "place_said" TEXT,
  "lat" REAL CHECK(lat BETWEEN -90 AND 90),
  "lon" REAL CHECK(lon BETWEEN -180 AND 180),
  "place_precision" TEXT REFERENCES code_place_precision(code) DEFERRABLE INITIALLY DEFERRED,
  "incident" TEXT REFERENCES incident(id) DEFERRABLE INITIALLY DEFERRED,
  "quantity" INTEGER NOT NULL DEFAULT 1 CHECK("quantity" >= 0),
  "died_on_from" TEXT CHECK("died_on_from" = date("died_on_from")),
  "died_on_to" TEXT CHECK("died_on_to" = date("died_on_to") AND "died_on_from" <= "died_on_to"),
  "died_on_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("died_on_precision" IS NOT NULL OR ("died_on_from" IS NULL AND "died_on_to" IS NULL)),
  "died_on_said" TEXT,
  "in_flight" TEXT REFERENCES code_yes_no(code) DEFERRABLE INITIALLY DEFERRED,
  "means" TEXT REFERENCES code_means(code) DEFERRABLE INITIALLY DEFERRED,
  "acts" TEXT CHECK(json_type("acts") = 'array'),
  "status_basis" TEXT,
  "notes" TEXT,
  "public_text" TEXT,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0,
  "eff_from" TEXT NOT NULL DEFAULT '',
  "eff_to" TEXT NOT NULL DEFAULT '',
  "eff_precision" TEXT NOT NULL DEFAULT '',
  "eff_place" TEXT NOT NULL DEFAULT '',
  "eff_place_name" TEXT NOT NULL DEFAULT '',
  "eff_township" TEXT NOT NULL DEFAULT '',
  "cited" INTEGER NOT NULL DEFAULT 0 CHECK(cited IN (0, 1))
) STRICT;

CREATE INDEX "casualty_name" ON "casualty"("name");

CREATE INDEX "casualty_sex" ON "casualty"("sex");

CREATE INDEX "casualty_age_least" ON "casualty"("age_least");

CREATE INDEX "casualty_outcome" ON "casualty"("outcome");

CREATE INDEX "casualty_status" ON "casualty"("status");

CREATE INDEX "casualty_eff_from" ON "casualty"("eff_from");

CREATE INDEX "casualty_eff_place_name" ON "casualty"("eff_place_name");

CREATE INDEX "casualty_quantity" ON "casualty"("quantity");

CREATE INDEX "casualty_code" ON "casualty"("code");

CREATE INDEX "casualty_review" ON "casualty"("review");

CREATE INDEX "casualty_updated_at" ON "casualty"("updated_at");

CREATE INDEX "casualty_home" ON "casualty"("home");

CREATE INDEX "casualty_incident" ON "casualty"("incident");

CREATE INDEX "casualty_eff_township" ON "casualty"(eff_township, eff_from);

CREATE INDEX "casualty_eff_to" ON "casualty"(eff_to) WHERE eff_to <> eff_from;

CREATE INDEX "casualty_uncited" ON "casualty"(cited) WHERE cited = 0;

CREATE INDEX "casualty_retired" ON "casualty"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "detention"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "name" TEXT,
  "sex" TEXT REFERENCES code_sex(code) DEFERRABLE INITIALLY DEFERRED,
  "age_least" INTEGER CHECK("age_least" BETWEEN 0 AND 120),
  "age_most" INTEGER CHECK("age_most" BETWEEN 0 AND 120 AND "age_least" <= "age_most"),
  "age_said" TEXT,
  "name_local" TEXT,
  "aka" TEXT CHECK(json_type("aka") = 'array'),
  "parent_name" TEXT,
  "age_group" TEXT REFERENCES code_age_group(code) DEFERRABLE INITIALLY DEFERRED,
  "protected_role" TEXT REFERENCES code_protected_role(code) DEFERRABLE INITIALLY DEFERRED,
  "occupation" TEXT,
  "home" TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  "consent" TEXT CHECK(json_type("consent") = 'object'),
  "arrested_from" TEXT CHECK("arrested_from" = date("arrested_from")),
  "arrested_to" TEXT CHECK("arrested_to" = date("arrested_to") AND "arrested_from" <= "arrested_to"),
  "arrested_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("arrested_precision" IS NOT NULL OR ("arrested_from" IS NULL AND "arrested_to" IS NULL)),
  "arrested_said" TEXT,
  "place" TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  "place_said" TEXT,
  "lat" REAL CHECK(lat BETWEEN -90 AND 90),
  "lon" REAL CHECK(lon BETWEEN -180 AND 180),
  "place_precision" TEXT REFERENCES code_place_precision(code) DEFERRABLE INITIALLY DEFERRED,
  "authority" TEXT,
  "incident" TEXT REFERENCES incident(id) DEFERRABLE INITIALLY DEFERRED,
  "released_from" TEXT CHECK("released_from" = date("released_from")),
  "released_to" TEXT CHECK("released_to" = date("released_to") AND "released_from" <= "released_to"),
  "released_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("released_precision" IS NOT NULL OR ("released_from" IS NULL AND "released_to" IS NULL)),
  "released_said" TEXT,
  "quantity" INTEGER NOT NULL DEFAULT 1 CHECK("quantity" >= 0),
  "purpose" TEXT REFERENCES code_purpose(code) DEFERRABLE INITIALLY DEFERRED,
  "facility" TEXT,
  "whereabouts" TEXT REFERENCES code_whereabouts(code) DEFERRABLE INITIALLY DEFERRED,
  "charged_from" TEXT CHECK("charged_from" = date("charged_from")),
  "charged_to" TEXT CHECK("charged_to" = date("charged_to") AND "charged_from" <= "charged_to"),
  "charged_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("charged_precision" IS NOT NULL OR ("charged_from" IS NULL AND "charged_to" IS NULL)),
  "charged_said" TEXT,
  "law_section" TEXT,
  "sentenced_from" TEXT CHECK("sentenced_from" = date("sentenced_from")),
  "sentenced_to" TEXT CHECK("sentenced_to" = date("sentenced_to") AND "sentenced_from" <= "sentenced_to"),
  "sentenced_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("sentenced_precision" IS NOT NULL OR ("sentenced_from" IS NULL AND "sentenced_to" IS NULL)),
  "sentenced_said" TEXT,
  "sentence" TEXT,
  "court" TEXT,
  "release_ground" TEXT REFERENCES code_release_ground(code) DEFERRABLE INITIALLY DEFERRED,
  "ended_from" TEXT CHECK("ended_from" = date("ended_from")),
  "ended_to" TEXT CHECK("ended_to" = date("ended_to") AND "ended_from" <= "ended_to"),
  "ended_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("ended_precision" IS NOT NULL OR ("ended_from" IS NULL AND "ended_to" IS NULL)),
  "ended_said" TEXT,
  "ended_how" TEXT REFERENCES code_ended_how(code) DEFERRABLE INITIALLY DEFERRED,
  "notes" TEXT,
  "public_text" TEXT,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0,
  "eff_from" TEXT NOT NULL DEFAULT '',
  "eff_to" TEXT NOT NULL DEFAULT '',
  "eff_precision" TEXT NOT NULL DEFAULT '',
  "eff_place" TEXT NOT NULL DEFAULT '',
  "eff_place_name" TEXT NOT NULL DEFAULT '',
  "eff_township" TEXT NOT NULL DEFAULT '',
  "cited" INTEGER NOT NULL DEFAULT 0 CHECK(cited IN (0, 1))
) STRICT;

CREATE INDEX "detention_name" ON "detention"("name");

CREATE INDEX "detention_sex" ON "detention"("sex");

CREATE INDEX "detention_age_least" ON "detention"("age_least");

CREATE INDEX "detention_eff_from" ON "detention"("eff_from");

CREATE INDEX "detention_eff_place_name" ON "detention"("eff_place_name");

CREATE INDEX "detention_quantity" ON "detention"("quantity");

CREATE INDEX "detention_code" ON "detention"("code");

CREATE INDEX "detention_review" ON "detention"("review");

CREATE INDEX "detention_updated_at" ON "detention"("updated_at");

CREATE INDEX "detention_home" ON "detention"("home");

CREATE INDEX "detention_incident" ON "detention"("incident");

CREATE INDEX "detention_eff_township" ON "detention"(eff_township, eff_from);

CREATE INDEX "detention_eff_to" ON "detention"(eff_to) WHERE eff_to <> eff_from;

CREATE INDEX "detention_uncited" ON "detention"(cited) WHERE cited = 0;

CREATE INDEX "detention_retired" ON "detention"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "damage"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "kind" TEXT REFERENCES code_building_kind(code) DEFERRABLE INITIALLY DEFERRED,
  "name" TEXT,
  "denomination" TEXT REFERENCES code_denomination(code) DEFERRABLE INITIALLY DEFERRED,
  "quantity" INTEGER NOT NULL DEFAULT 1 CHECK("quantity" >= 0),
  "grade" TEXT REFERENCES code_damage_grade(code) DEFERRABLE INITIALLY DEFERRED,
  "grade_basis" TEXT REFERENCES code_grade_basis(code) DEFERRABLE INITIALLY DEFERRED,
  "when_from" TEXT CHECK("when_from" = date("when_from")),
  "when_to" TEXT CHECK("when_to" = date("when_to") AND "when_from" <= "when_to"),
  "when_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("when_precision" IS NOT NULL OR ("when_from" IS NULL AND "when_to" IS NULL)),
  "when_said" TEXT,
  "place" TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  "place_said" TEXT,
  "lat" REAL CHECK(lat BETWEEN -90 AND 90),
  "lon" REAL CHECK(lon BETWEEN -180 AND 180),
  "place_precision" TEXT REFERENCES code_place_precision(code) DEFERRABLE INITIALLY DEFERRED,
  "incident" TEXT REFERENCES incident(id) DEFERRABLE INITIALLY DEFERRED,
  "owner" TEXT,
  "means" TEXT REFERENCES code_means(code) DEFERRABLE INITIALLY DEFERRED,
  "in_use" TEXT REFERENCES code_yes_no(code) DEFERRABLE INITIALLY DEFERRED,
  "military_use" TEXT REFERENCES code_military_use(code) DEFERRABLE INITIALLY DEFERRED,
  "displaced" INTEGER CHECK("displaced" >= 0),
  "notes" TEXT,
  "public_text" TEXT,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0,
  "eff_from" TEXT NOT NULL DEFAULT '',
  "eff_to" TEXT NOT NULL DEFAULT '',
  "eff_precision" TEXT NOT NULL DEFAULT '',
  "eff_place" TEXT NOT NULL DEFAULT '',
  "eff_place_name" TEXT NOT NULL DEFAULT '',
  "eff_township" TEXT NOT NULL DEFAULT '',
  "cited" INTEGER NOT NULL DEFAULT 0 CHECK(cited IN (0, 1))
) STRICT;

CREATE INDEX "damage_kind" ON "damage"("kind");

CREATE INDEX "damage_name" ON "damage"("name");

CREATE INDEX "damage_quantity" ON "damage"("quantity");

CREATE INDEX "damage_grade" ON "damage"("grade");

CREATE INDEX "damage_eff_from" ON "damage"("eff_from");

CREATE INDEX "damage_eff_place_name" ON "damage"("eff_place_name");

CREATE INDEX "damage_code" ON "damage"("code");

CREATE INDEX "damage_review" ON "damage"("review");

CREATE INDEX "damage_updated_at" ON "damage"("updated_at");

CREATE INDEX "damage_incident" ON "damage"("incident");

CREATE INDEX "damage_eff_township" ON "damage"(eff_township, eff_from);

CREATE INDEX "damage_eff_to" ON "damage"(eff_to) WHERE eff_to <> eff_from;

CREATE INDEX "damage_uncited" ON "damage"(cited) WHERE cited = 0;

CREATE INDEX "damage_retired" ON "damage"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "figure"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "measure" TEXT REFERENCES code_measure(code) DEFERRABLE INITIALLY DEFERRED,
  "best" INTEGER CHECK("best" >= 0),
  "qualifier" TEXT REFERENCES code_qualifier(code) DEFERRABLE INITIALLY DEFERRED,
  "population" TEXT REFERENCES code_population(code) DEFERRABLE INITIALLY DEFERRED,
  "source" TEXT REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
  "kind" TEXT REFERENCES code_figure_kind(code) DEFERRABLE INITIALLY DEFERRED,
  "period_from" TEXT CHECK("period_from" = date("period_from")),
  "period_to" TEXT CHECK("period_to" = date("period_to") AND "period_from" <= "period_to"),
  "period_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("period_precision" IS NOT NULL OR ("period_from" IS NULL AND "period_to" IS NULL)),
  "period_said" TEXT,
  "scope" TEXT CHECK(json_type("scope") = 'array'),
  "incident" TEXT REFERENCES incident(id) DEFERRABLE INITIALLY DEFERRED,
  "least" INTEGER CHECK("least" >= 0),
  "most" INTEGER CHECK("most" >= 0),
  "by" TEXT REFERENCES code_by(code) DEFERRABLE INITIALLY DEFERRED,
  "scope_said" TEXT,
  "covers_fleeing" TEXT REFERENCES code_covers(code) DEFERRABLE INITIALLY DEFERRED,
  "covers_custody" TEXT REFERENCES code_covers(code) DEFERRABLE INITIALLY DEFERRED,
  "published_on_from" TEXT CHECK("published_on_from" = date("published_on_from")),
  "published_on_to" TEXT CHECK("published_on_to" = date("published_on_to") AND "published_on_from" <= "published_on_to"),
  "published_on_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("published_on_precision" IS NOT NULL OR ("published_on_from" IS NULL AND "published_on_to" IS NULL)),
  "published_on_said" TEXT,
  "told_on_from" TEXT CHECK("told_on_from" = date("told_on_from")),
  "told_on_to" TEXT CHECK("told_on_to" = date("told_on_to") AND "told_on_from" <= "told_on_to"),
  "told_on_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("told_on_precision" IS NOT NULL OR ("told_on_from" IS NULL AND "told_on_to" IS NULL)),
  "told_on_said" TEXT,
  "via" TEXT,
  "locator" TEXT,
  "text" TEXT,
  "text_kind" TEXT REFERENCES code_text_kind(code) DEFERRABLE INITIALLY DEFERRED,
  "origin" TEXT,
  "credibility" TEXT NOT NULL DEFAULT '6' REFERENCES code_credibility(code) DEFERRABLE INITIALLY DEFERRED,
  "accepted" TEXT NOT NULL DEFAULT 'undecided' REFERENCES code_accepted(code) DEFERRABLE INITIALLY DEFERRED,
  "accepted_reason" TEXT,
  "part_of" TEXT REFERENCES figure(id) DEFERRABLE INITIALLY DEFERRED,
  "series" TEXT,
  "replaces" TEXT REFERENCES figure(id) DEFERRABLE INITIALLY DEFERRED,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0,
  "eff_from" TEXT NOT NULL DEFAULT '',
  "eff_to" TEXT NOT NULL DEFAULT '',
  "eff_precision" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "figure_measure" ON "figure"("measure");

CREATE INDEX "figure_best" ON "figure"("best");

CREATE INDEX "figure_qualifier" ON "figure"("qualifier");

CREATE INDEX "figure_population" ON "figure"("population");

CREATE INDEX "figure_source" ON "figure"("source");

CREATE INDEX "figure_eff_from" ON "figure"("eff_from");

CREATE INDEX "figure_code" ON "figure"("code");

CREATE INDEX "figure_review" ON "figure"("review");

CREATE INDEX "figure_updated_at" ON "figure"("updated_at");

CREATE INDEX "figure_incident" ON "figure"("incident");

CREATE INDEX "figure_part_of" ON "figure"("part_of");

CREATE INDEX "figure_replaces" ON "figure"("replaces");

CREATE INDEX "figure_retired" ON "figure"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "source"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "name" TEXT,
  "kind" TEXT REFERENCES code_source_kind(code) DEFERRABLE INITIALLY DEFERRED,
  "reliability" TEXT NOT NULL DEFAULT 'F' REFERENCES code_reliability(code) DEFERRABLE INITIALLY DEFERRED,
  "origin" TEXT,
  "contact" TEXT,
  "consent" TEXT CHECK(json_type("consent") = 'object'),
  "notes" TEXT,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'restricted' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX "source_name" ON "source"("name");

CREATE INDEX "source_kind" ON "source"("kind");

CREATE INDEX "source_reliability" ON "source"("reliability");

CREATE INDEX "source_code" ON "source"("code");

CREATE INDEX "source_review" ON "source"("review");

CREATE INDEX "source_updated_at" ON "source"("updated_at");

CREATE INDEX "source_retired" ON "source"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "citation"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "source" TEXT REFERENCES source(id) DEFERRABLE INITIALLY DEFERRED,
  "record" TEXT REFERENCES record(id) DEFERRABLE INITIALLY DEFERRED,
  "how" TEXT REFERENCES code_how_told(code) DEFERRABLE INITIALLY DEFERRED,
  "knowledge" TEXT REFERENCES code_knowledge(code) DEFERRABLE INITIALLY DEFERRED,
  "told_on_from" TEXT CHECK("told_on_from" = date("told_on_from")),
  "told_on_to" TEXT CHECK("told_on_to" = date("told_on_to") AND "told_on_from" <= "told_on_to"),
  "told_on_precision" TEXT REFERENCES code_date_precision(code) DEFERRABLE INITIALLY DEFERRED CHECK("told_on_precision" IS NOT NULL OR ("told_on_from" IS NULL AND "told_on_to" IS NULL)),
  "told_on_said" TEXT,
  "credibility" TEXT NOT NULL DEFAULT '6' REFERENCES code_credibility(code) DEFERRABLE INITIALLY DEFERRED,
  "origin" TEXT,
  "text" TEXT,
  "text_kind" TEXT REFERENCES code_text_kind(code) DEFERRABLE INITIALLY DEFERRED,
  "locator" TEXT,
  "field" TEXT,
  "says" TEXT,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0,
  "eff_from" TEXT NOT NULL DEFAULT '',
  "eff_to" TEXT NOT NULL DEFAULT '',
  "eff_precision" TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX "citation_source" ON "citation"("source");

CREATE INDEX "citation_record" ON "citation"("record");

CREATE INDEX "citation_how" ON "citation"("how");

CREATE INDEX "citation_knowledge" ON "citation"("knowledge");

CREATE INDEX "citation_eff_from" ON "citation"("eff_from");

CREATE INDEX "citation_code" ON "citation"("code");

CREATE INDEX "citation_review" ON "citation"("review");

CREATE INDEX "citation_updated_at" ON "citation"("updated_at");

CREATE INDEX "citation_retired" ON "citation"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "place"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "name" TEXT,
  "level" TEXT REFERENCES code_place_level(code) DEFERRABLE INITIALLY DEFERRED,
  "parent" TEXT REFERENCES location(key) DEFERRABLE INITIALLY DEFERRED,
  "name_local" TEXT,
  "aliases" TEXT CHECK(json_type("aliases") = 'array'),
  "lat" REAL CHECK("lat" BETWEEN -90 AND 90),
  "lon" REAL CHECK("lon" BETWEEN -180 AND 180),
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX "place_name" ON "place"("name");

CREATE INDEX "place_level" ON "place"("level");

CREATE INDEX "place_name_local" ON "place"("name_local");

CREATE INDEX "place_code" ON "place"("code");

CREATE INDEX "place_review" ON "place"("review");

CREATE INDEX "place_updated_at" ON "place"("updated_at");

CREATE INDEX "place_parent" ON "place"("parent");

CREATE INDEX "place_retired" ON "place"(retired) WHERE retired IS NOT NULL;

CREATE TABLE "link"(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  "a" TEXT REFERENCES record(id) DEFERRABLE INITIALLY DEFERRED,
  "b" TEXT REFERENCES record(id) DEFERRABLE INITIALLY DEFERRED,
  "decision" TEXT REFERENCES code_link_decision(code) DEFERRABLE INITIALLY DEFERRED,
  "reason" TEXT,
  "id" TEXT NOT NULL UNIQUE REFERENCES record(id),
  "code" TEXT,
  "review" TEXT NOT NULL DEFAULT 'draft' REFERENCES code_review(code) DEFERRABLE INITIALLY DEFERRED,
  "review_comment" TEXT,
  "sensitivity" TEXT NOT NULL DEFAULT 'partner' REFERENCES code_sensitivity(code) DEFERRABLE INITIALLY DEFERRED,
  "waived" TEXT CHECK(json_type("waived") = 'object'),
  "retired" TEXT,
  "created_at" TEXT,
  "created_by" TEXT,
  "created_device" TEXT,
  "updated_at" TEXT,
  "updated_by" TEXT,
  "updated_device" TEXT,
  "rev" INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE INDEX "link_a" ON "link"("a");

CREATE INDEX "link_b" ON "link"("b");

CREATE INDEX "link_decision" ON "link"("decision");

CREATE INDEX "link_code" ON "link"("code");

CREATE INDEX "link_review" ON "link"("review");

CREATE INDEX "link_updated_at" ON "link"("updated_at");

CREATE INDEX "link_retired" ON "link"(retired) WHERE retired IS NOT NULL;

CREATE TABLE tally_dims(
  id INTEGER PRIMARY KEY,
  "table" TEXT NOT NULL,
  "standing" TEXT NOT NULL,
  "approved" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "status" TEXT NOT NULL,
  "sex" TEXT NOT NULL,
  "age" TEXT NOT NULL,
  "means" TEXT NOT NULL,
  "actor" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "grade" TEXT NOT NULL,
  "basis" TEXT NOT NULL,
  "lived_in" INTEGER NOT NULL,
  what TEXT NOT NULL,
  fits_what INTEGER NOT NULL CHECK(fits_what BETWEEN 0 AND 2),
  fits_civilians INTEGER NOT NULL CHECK(fits_civilians BETWEEN 0 AND 2),
  fits_state_forces INTEGER NOT NULL CHECK(fits_state_forces BETWEEN 0 AND 2),
  fits_resistance INTEGER NOT NULL CHECK(fits_resistance BETWEEN 0 AND 2),
  fits_children INTEGER NOT NULL CHECK(fits_children BETWEEN 0 AND 2),
  fits_women INTEGER NOT NULL CHECK(fits_women BETWEEN 0 AND 2),
  fits_all INTEGER NOT NULL CHECK(fits_all BETWEEN 0 AND 2),
  fits_state_and_allies INTEGER NOT NULL CHECK(fits_state_and_allies BETWEEN 0 AND 2),
  fits_other INTEGER NOT NULL CHECK(fits_other BETWEEN 0 AND 2),
  records INTEGER NOT NULL DEFAULT 0,
  n INTEGER NOT NULL DEFAULT 0,
  sure INTEGER NOT NULL DEFAULT 0,
  UNIQUE("table", "standing", "approved", "outcome", "status", "sex", "age", "means", "actor", "kind", "grade", "basis", "lived_in")
) STRICT;

CREATE INDEX tally_dims_what ON tally_dims(what);

CREATE TABLE tally(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  dims INTEGER NOT NULL REFERENCES tally_dims(id),
  why TEXT NOT NULL,
  other INTEGER,
  quantity INTEGER NOT NULL,
  n INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  place TEXT NOT NULL,
  township TEXT NOT NULL,
  node INTEGER,
  tree INTEGER,
  thing INTEGER,
  left_first TEXT NOT NULL,
  left_last TEXT NOT NULL
) STRICT;

CREATE INDEX tally_first ON tally(first);

CREATE INDEX tally_last ON tally(last)
WHERE substr(first, 1, 7) <> substr(last, 1, 7);

CREATE INDEX tally_left_first ON tally(left_first) WHERE left_last <> '9999-99-99';

CREATE INDEX tally_left_last ON tally(left_last) WHERE left_last <> '9999-99-99';

CREATE INDEX tally_dims_first ON tally(dims, first);

CREATE INDEX tally_township ON tally(township);

CREATE INDEX tally_tree ON tally(tree) WHERE tree IS NOT NULL;

CREATE INDEX tally_thing ON tally(thing) WHERE thing IS NOT NULL;

CREATE TABLE tally_cell(
  what TEXT NOT NULL,
  dims INTEGER NOT NULL REFERENCES tally_dims(id),
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  place TEXT NOT NULL,
  left_first TEXT NOT NULL,
  left_last TEXT NOT NULL,
  records INTEGER NOT NULL,
  n INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  PRIMARY KEY(what, dims, first_month, last_month, place, left_first, left_last)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_line(
  population TEXT NOT NULL,
  "by" TEXT NOT NULL,
  what TEXT NOT NULL,
  first_month TEXT NOT NULL,
  last_month TEXT NOT NULL,
  place TEXT NOT NULL,
  left_first TEXT NOT NULL,
  left_last TEXT NOT NULL,
  records INTEGER NOT NULL,
  documented INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  sure INTEGER NOT NULL,
  possible INTEGER NOT NULL,
  PRIMARY KEY(population, "by", what, first_month, last_month, place, left_first, left_last)
) STRICT, WITHOUT ROWID;

CREATE TABLE tally_range(
  tree INTEGER NOT NULL,
  line TEXT NOT NULL,
  population TEXT NOT NULL,
  low INTEGER NOT NULL,
  high INTEGER NOT NULL,
  open INTEGER NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY(tree, line, population)
) STRICT, WITHOUT ROWID;

CREATE INDEX tally_range_line
ON tally_range(population, line, first, last, place, low, high, open);

CREATE TABLE tally_figure(
  rid INTEGER PRIMARY KEY REFERENCES record(rid),
  tree INTEGER NOT NULL,
  node INTEGER NOT NULL,
  measure TEXT NOT NULL,
  population TEXT NOT NULL,
  first TEXT NOT NULL,
  last TEXT NOT NULL,
  place TEXT NOT NULL
) STRICT;

CREATE INDEX tally_figure_tree ON tally_figure(tree);

CREATE INDEX tally_figure_first ON tally_figure(first, last, place, measure, population);

CREATE TABLE tally_doubt(
  a INTEGER NOT NULL REFERENCES record(rid),
  b INTEGER NOT NULL REFERENCES record(rid),
  PRIMARY KEY(a, b)
) STRICT, WITHOUT ROWID;

CREATE INDEX tally_doubt_b ON tally_doubt(b);

CREATE TABLE tally_due(
  record TEXT NOT NULL,
  what TEXT NOT NULL CHECK(what IN ('record', 'range')),
  PRIMARY KEY(record, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE search_text(
  rid INTEGER PRIMARY KEY,
  folded TEXT NOT NULL
) STRICT;

CREATE VIRTUAL TABLE search_tri USING fts5(
  folded, content='search_text', content_rowid='rid', tokenize='trigram'
);

CREATE VIRTUAL TABLE search_syl USING fts5(
  folded, content='', prefix='1 2 3',
  tokenize="unicode61 remove_diacritics 0 categories 'L* N* Co M*'"
);

CREATE VIEW documented_casualty AS
SELECT record.*, max(record.quantity - coalesce((
    SELECT sum(one.quantity) FROM link JOIN casualty AS one
      ON one.id = CASE link.a WHEN record.id THEN link.b ELSE link.a END
    WHERE record.id IN (link.a, link.b) AND link.decision = 'part_of_group' AND link.retired IS NULL AND link.review IN ('submitted', 'approved')
    AND one.quantity < record.quantity AND one.cited = 1 AND one.retired IS NULL
    AND one.review IN ('submitted', 'approved')
  ), 0), 0) AS counted, CASE
    WHEN substr(record.eff_from, 1, 7) = substr(record.eff_to, 1, 7) THEN substr(record.eff_from, 1, 7)
    ELSE 'across months'
  END AS month, coalesce((SELECT name FROM location WHERE key = record.eff_township), 'unknown') AS township
FROM casualty AS record
WHERE record.review IN ('submitted', 'approved') AND record.retired IS NULL
  AND record.cited = 1 AND record.eff_from <> '' AND record.eff_to <> ''
  AND julianday(record.eff_to) - julianday(record.eff_from) < 366
  AND record.eff_township <> ''
  AND coalesce(record.place_precision, CASE
    WHEN record.place IS NULL AND record.place_said IS NULL AND record.lat IS NULL
    THEN (SELECT place_precision FROM incident WHERE incident.id = record.incident)
  END, '') NOT IN ('between', 'district', 'state', 'unknown')
  AND NOT EXISTS (
    SELECT 1 FROM link LEFT JOIN casualty AS kept ON kept.id = link.a
    WHERE link.b = record.id AND link.decision = 'same' AND link.retired IS NULL AND link.review IN ('submitted', 'approved')
    AND kept.retired IS NULL
  )
  AND record.outcome IS NOT NULL
  AND coalesce((
    SELECT incident.retired IS NULL AND incident.grade NOT IN ('discounted', 'unverifiable')
    FROM incident WHERE incident.id = record.incident
  ), 1);

CREATE VIEW documented_detention AS
SELECT record.*, max(record.quantity - coalesce((
    SELECT sum(one.quantity) FROM link JOIN detention AS one
      ON one.id = CASE link.a WHEN record.id THEN link.b ELSE link.a END
    WHERE record.id IN (link.a, link.b) AND link.decision = 'part_of_group' AND link.retired IS NULL AND link.review IN ('submitted', 'approved')
    AND one.quantity < record.quantity AND one.cited = 1 AND one.retired IS NULL
    AND one.review IN ('submitted', 'approved')
  ), 0), 0) AS counted, CASE
    WHEN substr(record.eff_from, 1, 7) = substr(record.eff_to, 1, 7) THEN substr(record.eff_from, 1, 7)
    ELSE 'across months'
  END AS month, coalesce((SELECT name FROM location WHERE key = record.eff_township), 'unknown') AS township
FROM detention AS record
WHERE record.review IN ('submitted', 'approved') AND record.retired IS NULL
  AND record.cited = 1 AND record.eff_from <> '' AND record.eff_to <> ''
  AND julianday(record.eff_to) - julianday(record.eff_from) < 366
  AND record.eff_township <> ''
  AND coalesce(record.place_precision, CASE
    WHEN record.place IS NULL AND record.place_said IS NULL AND record.lat IS NULL
    THEN (SELECT place_precision FROM incident WHERE incident.id = record.incident)
  END, '') NOT IN ('between', 'district', 'state', 'unknown')
  AND NOT EXISTS (
    SELECT 1 FROM link LEFT JOIN detention AS kept ON kept.id = link.a
    WHERE link.b = record.id AND link.decision = 'same' AND link.retired IS NULL AND link.review IN ('submitted', 'approved')
    AND kept.retired IS NULL
  )
  AND record.eff_from IS NOT NULL
  AND coalesce((
    SELECT incident.retired IS NULL AND incident.grade NOT IN ('discounted', 'unverifiable')
    FROM incident WHERE incident.id = record.incident
  ), 1);

CREATE VIEW documented_damage AS
SELECT record.*, max(record.quantity - coalesce((
    SELECT sum(one.quantity) FROM link JOIN damage AS one
      ON one.id = CASE link.a WHEN record.id THEN link.b ELSE link.a END
    WHERE record.id IN (link.a, link.b) AND link.decision = 'part_of_group' AND link.retired IS NULL AND link.review IN ('submitted', 'approved')
    AND one.quantity < record.quantity AND one.cited = 1 AND one.retired IS NULL
    AND one.review IN ('submitted', 'approved')
  ), 0), 0) AS counted, CASE
    WHEN substr(record.eff_from, 1, 7) = substr(record.eff_to, 1, 7) THEN substr(record.eff_from, 1, 7)
    ELSE 'across months'
  END AS month, coalesce((SELECT name FROM location WHERE key = record.eff_township), 'unknown') AS township
FROM damage AS record
WHERE record.review IN ('submitted', 'approved') AND record.retired IS NULL
  AND record.cited = 1 AND record.eff_from <> '' AND record.eff_to <> ''
  AND julianday(record.eff_to) - julianday(record.eff_from) < 366
  AND record.eff_township <> ''
  AND coalesce(record.place_precision, CASE
    WHEN record.place IS NULL AND record.place_said IS NULL AND record.lat IS NULL
    THEN (SELECT place_precision FROM incident WHERE incident.id = record.incident)
  END, '') NOT IN ('between', 'district', 'state', 'unknown')
  AND NOT EXISTS (
    SELECT 1 FROM link LEFT JOIN damage AS kept ON kept.id = link.a
    WHERE link.b = record.id AND link.decision = 'same' AND link.retired IS NULL AND link.review IN ('submitted', 'approved')
    AND kept.retired IS NULL
  )
  AND record.kind IS NOT NULL
  AND coalesce((
    SELECT incident.retired IS NULL AND incident.grade NOT IN ('discounted', 'unverifiable')
    FROM incident WHERE incident.id = record.incident
  ), 1);

CREATE VIEW deaths_by_month_and_township AS
SELECT CASE WHEN outcome = 'died_in_custody' AND died_on_from <> '' AND died_on_to <> '' THEN CASE
    WHEN substr(died_on_from, 1, 7) = substr(died_on_to, 1, 7) THEN substr(died_on_from, 1, 7)
    ELSE 'across months'
  END
    ELSE month END AS month,
  township, coalesce(status, 'unknown') AS status,
  sum(CASE WHEN outcome IN ('killed', 'died_in_custody') THEN counted ELSE 0 END) AS killed,
  sum(CASE WHEN outcome = 'died_in_custody' THEN counted ELSE 0 END) AS of_whom_in_custody,
  sum(CASE WHEN outcome = 'died_fleeing' THEN counted ELSE 0 END) AS died_in_flight,
  sum(counted) AS all_deaths
FROM documented_casualty
WHERE outcome IN ('killed', 'died_in_custody', 'died_fleeing')
GROUP BY 1, 2, 3;

CREATE VIEW detention_with_status AS
SELECT CASE
    WHEN ended_how = 'escaped' THEN 'escaped'
    WHEN ended_how = 'died' THEN 'died_in_custody'
    WHEN ended_how = 'disappeared' THEN 'disappeared'
    WHEN ended_precision IS NOT NULL THEN 'unknown'
    WHEN released_precision IS NOT NULL THEN 'released'
    WHEN sentenced_precision IS NOT NULL THEN 'serving_sentence'
    WHEN charged_precision IS NOT NULL THEN 'charged'
    WHEN eff_precision <> '' THEN 'in_custody_not_charged'
    ELSE 'unknown'
  END AS detention_status,
  record.*
FROM detention AS record;

CREATE VIEW damage_by_group_and_grade AS
SELECT CASE
    WHEN kind IN ('apartment', 'home') THEN 'homes'
    WHEN kind IN ('farm_hut') AND in_use = 'yes' THEN 'homes'
    WHEN kind IN ('chapel_or_seminary', 'church', 'clergy_house_or_convent', 'hindu_temple', 'monastery', 'mosque', 'nunnery', 'pagoda', 'spirit_shrine') THEN 'religious'
    WHEN kind IN ('ambulance', 'clinic', 'hospital') THEN 'health'
    WHEN kind IN ('college', 'kindergarten', 'school') THEN 'education'
    WHEN kind IN ('idp_camp', 'idp_shelter') THEN 'camp'
    WHEN kind IN ('humanitarian_store') THEN 'humanitarian'
    ELSE 'other'
  END AS building_group,
  coalesce(grade, 'unknown') AS grade,
  coalesce(grade_basis, 'unknown') AS grade_basis,
  count(*) AS records, sum(counted) AS buildings
FROM documented_damage
GROUP BY 1, 2, 3;

CREATE VIEW figure_with_source AS
SELECT figure.code, source.name AS source, source.kind AS source_kind, figure.kind,
  figure.measure, figure.population, figure."by", figure.least, figure.best, figure.most,
  figure.qualifier, figure.period_from, figure.period_to, figure.period_precision,
  figure.period_said, figure.scope, figure.scope_said, incident.code AS incident,
  figure.via, figure.published_on_from, figure.locator, figure.accepted, figure.review
FROM figure
LEFT JOIN source ON source.id = figure.source
LEFT JOIN incident ON incident.id = figure.incident
WHERE figure.retired IS NULL;

