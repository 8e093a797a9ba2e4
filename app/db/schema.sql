-- Made by tools/schema-dump.ts from the migrations; edit those, then run «node tools/schema-dump.ts».

create table accounts (
	id uuid not null,
	email text not null,
	display_name text not null,
	locale text not null default 'en'::text,
	theme text not null default 'system'::text,
	person_id uuid,
	password_hash text,
	totp_secret_sealed bytea,
	totp_confirmed_at timestamp with time zone,
	totp_last_step bigint,
	email_confirmed_at timestamp with time zone,
	created_at timestamp with time zone not null default now(),
	disabled_at timestamp with time zone,
	constraint accounts_pkey PRIMARY KEY (id),
	constraint account_email_is_folded CHECK (((email = lower(email)) AND (email ~~ '%_@_%'::text))),
	constraint account_locale_is_offered CHECK ((locale = ANY (ARRAY['en'::text, 'fr'::text]))),
	constraint account_theme_is_known CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text, 'contrast'::text])))
);
CREATE UNIQUE INDEX one_account_per_email ON public.accounts USING btree (email);
alter table accounts enable row level security;
alter table accounts force row level security;
create policy own_scope on accounts for all to groundswell_scoped using ((id = current_account())) with check ((id = current_account()));
create policy whole_node on accounts for all to groundswell_whole using (true) with check (true);
grant select (created_at, display_name, email, id, locale, person_id, theme) on accounts to groundswell_scoped;
grant delete, insert, select, update on accounts to groundswell_whole;

create table addresses (
	id uuid not null,
	match_key text not null,
	number integer,
	suffix text not null default ''::text,
	street text not null,
	postcode text not null,
	place text not null,
	area_id uuid,
	station_id uuid,
	building_code text,
	latitude double precision not null,
	longitude double precision not null,
	source text not null,
	constraint addresses_pkey PRIMARY KEY (id),
	constraint addresses_area_id_fkey FOREIGN KEY (area_id) REFERENCES areas(id),
	constraint addresses_station_id_fkey FOREIGN KEY (station_id) REFERENCES polling_stations(id),
	constraint latitude_is_on_earth CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
	constraint longitude_is_on_earth CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision)))
);
CREATE INDEX addresses_by_position ON public.addresses USING btree (longitude, latitude);
CREATE UNIQUE INDEX one_address_per_key ON public.addresses USING btree (match_key);
grant select on addresses to groundswell_scoped;
grant delete, insert, select, update on addresses to groundswell_whole;

create table areas (
	id uuid not null,
	kind text not null,
	code text not null,
	name text not null,
	parent_id uuid,
	boundary jsonb,
	constraint areas_pkey PRIMARY KEY (id),
	constraint area_kind_is_known CHECK ((kind = ANY (ARRAY['commune'::text, 'district'::text, 'quarter'::text, 'custom'::text]))),
	constraint areas_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES areas(id) DEFERRABLE INITIALLY DEFERRED
);
CREATE UNIQUE INDEX one_area_per_code ON public.areas USING btree (kind, code);
grant select on areas to groundswell_scoped;
grant delete, insert, select, update on areas to groundswell_whole;

create table audit_entries (
	id uuid not null,
	epoch integer not null default current_epoch(),
	tx xid8 not null default pg_current_xact_id(),
	at timestamp with time zone not null default clock_timestamp(),
	account_id uuid,
	event text not null,
	person_ids uuid[] not null default '{}'::uuid[],
	detail jsonb not null default '{}'::jsonb,
	seal_number bigint,
	constraint audit_entries_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entries_by_seal ON public.audit_entries USING btree (seal_number, id) WHERE (seal_number IS NOT NULL);
CREATE INDEX audit_entries_by_time ON public.audit_entries USING btree (at);
CREATE INDEX audit_entries_unsealed ON public.audit_entries USING btree (epoch, tx, id) WHERE (seal_number IS NULL);
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy append_only on audit_entries for insert to groundswell_whole with check ((seal_number IS NULL));
create policy append_own on audit_entries for insert to groundswell_scoped with check (((seal_number IS NULL) AND (NOT (account_id IS DISTINCT FROM current_account()))));
create policy sealing on audit_entries for all to table_owner using (true) with check (true);
create policy whole_node_reads on audit_entries for select to groundswell_whole using (true);
grant insert on audit_entries to groundswell_scoped;
grant insert, select on audit_entries to groundswell_whole;

create table audit_seals (
	number bigint not null,
	sealed_at timestamp with time zone not null default now(),
	entries integer not null,
	previous_hash bytea not null,
	hash bytea not null,
	constraint audit_seals_pkey PRIMARY KEY (number),
	constraint hashes_are_sha256 CHECK (((length(previous_hash) = 32) AND (length(hash) = 32)))
);
alter table audit_seals enable row level security;
alter table audit_seals force row level security;
create policy sealing on audit_seals for all to table_owner using (true) with check (true);
create policy whole_node_reads on audit_seals for select to groundswell_whole using (true);
grant select on audit_seals to groundswell_whole;

create table contact_points (
	person_id uuid not null,
	id uuid not null,
	kind text not null,
	value text not null,
	as_written text not null,
	phone_kind text,
	status text not null default 'unconfirmed'::text,
	source_id uuid not null,
	recorded_for uuid not null,
	created_at timestamp with time zone not null default now(),
	constraint contact_points_pkey PRIMARY KEY (person_id, id),
	constraint contact_kind_is_known CHECK ((kind = ANY (ARRAY['email'::text, 'phone'::text, 'social'::text]))),
	constraint contact_points_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(person_id) ON DELETE CASCADE,
	constraint contact_status_is_known CHECK ((status = ANY (ARRAY['unconfirmed'::text, 'confirmed'::text, 'bouncing'::text, 'wrong'::text, 'gone'::text])))
);
CREATE INDEX contact_points_by_value ON public.contact_points USING btree (value, kind);
CREATE UNIQUE INDEX contact_point_is_kept_once ON public.contact_points USING btree (person_id, kind, value);
alter table contact_points enable row level security;
alter table contact_points force row level security;
create policy own_scope on contact_points for all to groundswell_scoped using ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = contact_points.person_id) AND (v.account_id = current_account()))))) with check ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = contact_points.person_id) AND (v.account_id = current_account())))));
create policy whole_node on contact_points for all to groundswell_whole using (true) with check (true);
grant select on contact_points to groundswell_scoped;
grant delete, insert, select, update on contact_points to groundswell_whole;

create table database_epochs (
	epoch integer not null,
	began_at timestamp with time zone not null default now(),
	why text not null,
	constraint database_epochs_pkey PRIMARY KEY (epoch),
	constraint epoch_reason_is_known CHECK ((why = ANY (ARRAY['created'::text, 'restored'::text, 'unarchived'::text])))
);
grant select on database_epochs to groundswell_queue;
grant select on database_epochs to groundswell_scoped;
grant select on database_epochs to groundswell_whole;

create table doors (
	id uuid not null,
	address_id uuid not null,
	floor smallint not null,
	label text not null,
	constraint doors_pkey PRIMARY KEY (id),
	constraint doors_address_id_fkey FOREIGN KEY (address_id) REFERENCES addresses(id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX one_door_per_label ON public.doors USING btree (address_id, floor, label);
grant select on doors to groundswell_scoped;
grant delete, insert, select, update on doors to groundswell_whole;

create table external_identifiers (
	person_id uuid not null,
	system text not null,
	value text not null,
	source_id uuid not null,
	recorded_for uuid not null,
	constraint external_identifiers_pkey PRIMARY KEY (person_id, system, value),
	constraint external_identifiers_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(person_id) ON DELETE CASCADE
);
CREATE INDEX external_identifiers_by_value ON public.external_identifiers USING btree (value text_pattern_ops);
alter table external_identifiers enable row level security;
alter table external_identifiers force row level security;
create policy own_scope on external_identifiers for all to groundswell_scoped using ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = external_identifiers.person_id) AND (v.account_id = current_account()))))) with check ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = external_identifiers.person_id) AND (v.account_id = current_account())))));
create policy whole_node on external_identifiers for all to groundswell_whole using (true) with check (true);
grant select on external_identifiers to groundswell_scoped;
grant delete, insert, select, update on external_identifiers to groundswell_whole;

create table identifier_owners (
	system text not null,
	value text not null,
	person_id uuid not null,
	constraint identifier_owners_pkey PRIMARY KEY (system, value)
);
CREATE INDEX identifier_owners_by_person ON public.identifier_owners USING btree (person_id);
alter table identifier_owners enable row level security;
alter table identifier_owners force row level security;
create policy whole_node on identifier_owners for all to groundswell_whole using (true) with check (true);
grant delete, insert, select, update on identifier_owners to groundswell_whole;

create table import_refusals (
	import_id uuid not null,
	line integer not null,
	reason text not null,
	cells text[] not null,
	constraint import_refusals_pkey PRIMARY KEY (import_id, line),
	constraint import_refusals_import_id_fkey FOREIGN KEY (import_id) REFERENCES imports(id) ON DELETE CASCADE
);
alter table import_refusals enable row level security;
alter table import_refusals force row level security;
create policy whole_node on import_refusals for all to groundswell_whole using (true) with check (true);
grant delete, insert, select on import_refusals to groundswell_whole;

create table imports (
	id uuid not null,
	account_id uuid,
	source_id uuid not null,
	file_name text not null,
	stored_file text,
	file_bytes bigint not null,
	file_hash bytea not null,
	preset text not null,
	basis text not null,
	state text not null default 'checking'::text,
	rows_total integer,
	bytes_read bigint not null default 0,
	rows_checked integer not null default 0,
	rows_done integer not null default 0,
	created_people integer not null default 0,
	updated_people integer not null default 0,
	unchanged_people integer not null default 0,
	refused_rows integer not null default 0,
	dry_run jsonb,
	header text[],
	failure text,
	failure_line integer,
	made_at timestamp with time zone not null default now(),
	started_at timestamp with time zone,
	ended_at timestamp with time zone,
	constraint imports_pkey PRIMARY KEY (id),
	constraint every_row_is_accounted_for CHECK ((rows_done = (((created_people + updated_people) + unchanged_people) + refused_rows))),
	constraint import_state_is_known CHECK ((state = ANY (ARRAY['checking'::text, 'ready'::text, 'running'::text, 'paused'::text, 'stopped'::text, 'done'::text, 'refused'::text])))
);
alter table imports enable row level security;
alter table imports force row level security;
create policy whole_node on imports for all to groundswell_whole using (true) with check (true);
grant delete, insert, select, update on imports to groundswell_whole;

create table mails (
	id uuid not null,
	to_address text not null,
	subject text not null,
	text_body text not null,
	html_body text,
	written_at timestamp with time zone not null default now(),
	state text not null default 'waiting'::text,
	attempts integer not null default 0,
	last_refusal text,
	sent_at timestamp with time zone,
	constraint mails_pkey PRIMARY KEY (id),
	constraint mail_state_is_known CHECK ((state = ANY (ARRAY['waiting'::text, 'sent'::text, 'kept'::text, 'refused'::text]))),
	constraint mail_that_left_keeps_no_text CHECK (((state <> ALL (ARRAY['sent'::text, 'refused'::text])) OR ((text_body = ''::text) AND (html_body IS NULL)))),
	constraint sent_mail_has_a_time CHECK (((state = 'sent'::text) = (sent_at IS NOT NULL)))
);
CREATE INDEX mails_by_time ON public.mails USING btree (written_at DESC);
alter table mails enable row level security;
alter table mails force row level security;
create policy whole_node on mails for all to groundswell_whole using (true) with check (true);
create policy write_only on mails for insert to groundswell_scoped with check ((state = 'waiting'::text));
grant insert on mails to groundswell_scoped;
grant delete, insert, select, update on mails to groundswell_whole;

create table map_features (
	id uuid not null,
	layer text not null,
	name text,
	kind text,
	geometry jsonb not null,
	properties jsonb not null default '{}'::jsonb,
	source text not null,
	constraint map_features_pkey PRIMARY KEY (id),
	constraint layer_is_known CHECK ((layer = ANY (ARRAY['water'::text, 'park'::text, 'rail'::text, 'street'::text, 'building'::text, 'bridge'::text, 'crossing'::text, 'district'::text, 'station'::text, 'landmark'::text])))
);
CREATE INDEX map_features_by_layer ON public.map_features USING btree (layer);
grant select on map_features to groundswell_scoped;
grant delete, insert, select, update on map_features to groundswell_whole;

create table node_settings (
	is_only_row boolean not null default true,
	name text not null,
	default_locale text not null default 'en'::text,
	time_zone text not null default 'Europe/Paris'::text,
	default_country text not null default 'FR'::text,
	minimum_age_years smallint not null default 18,
	accent_colour text,
	is_demo boolean not null default false,
	set_up_at timestamp with time zone,
	constraint node_settings_pkey PRIMARY KEY (is_only_row),
	constraint accent_is_hex CHECK ((accent_colour ~ '^#[0-9a-f]{6}$'::text)),
	constraint country_is_iso_code CHECK ((default_country ~ '^[A-Z]{2}$'::text)),
	constraint locale_is_offered CHECK ((default_locale = ANY (ARRAY['en'::text, 'fr'::text]))),
	constraint minimum_age_is_plausible CHECK (((minimum_age_years >= 10) AND (minimum_age_years <= 25))),
	constraint settings_has_one_row CHECK (is_only_row)
);
grant select on node_settings to groundswell_scoped;
grant select, update on node_settings to groundswell_whole;

create table notifications (
	id uuid not null,
	account_id uuid not null,
	kind text not null,
	body jsonb not null,
	link text,
	made_at timestamp with time zone not null default now(),
	read_at timestamp with time zone,
	mailed_at timestamp with time zone,
	constraint notifications_pkey PRIMARY KEY (id),
	constraint notification_link_stays_here CHECK ((link ~ '^/[^/\\]'::text)),
	constraint notifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX notifications_by_account ON public.notifications USING btree (account_id, made_at DESC);
CREATE INDEX notifications_unread ON public.notifications USING btree (account_id) WHERE (read_at IS NULL);
alter table notifications enable row level security;
alter table notifications force row level security;
create policy own_scope on notifications for all to groundswell_scoped using ((account_id = current_account())) with check ((account_id = current_account()));
create policy whole_node on notifications for all to groundswell_whole using (true) with check (true);
grant select, update (read_at) on notifications to groundswell_scoped;
grant delete, insert, select, update on notifications to groundswell_whole;

create table one_time_links (
	token_hash bytea not null,
	purpose text not null,
	account_id uuid,
	email text,
	role text,
	scope_kind text,
	scope_id uuid,
	data jsonb not null default '{}'::jsonb,
	made_by uuid,
	made_at timestamp with time zone not null default now(),
	expires_at timestamp with time zone not null,
	used_at timestamp with time zone,
	constraint one_time_links_pkey PRIMARY KEY (token_hash),
	constraint link_purpose_is_known CHECK ((purpose = ANY (ARRAY['set-up'::text, 'sign-in'::text, 'invitation'::text, 'reset'::text, 'recovery'::text, 'passkey'::text, 'confirm-email'::text, 'second-factor'::text]))),
	constraint one_time_links_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
	constraint one_time_links_made_by_fkey FOREIGN KEY (made_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX one_time_links_by_expiry ON public.one_time_links USING btree (expires_at);
alter table one_time_links enable row level security;
alter table one_time_links force row level security;
create policy whole_node on one_time_links for all to groundswell_whole using (true) with check (true);
grant delete, insert, select, update on one_time_links to groundswell_whole;

create table outbox (
	epoch integer not null default current_epoch(),
	tx xid8 not null default pg_current_xact_id(),
	id uuid not null,
	event text not null,
	body jsonb not null,
	announced_at timestamp with time zone not null default now(),
	constraint outbox_pkey PRIMARY KEY (epoch, tx, id)
);
alter table outbox enable row level security;
alter table outbox force row level security;
create policy announce_only on outbox for insert to groundswell_scoped with check (true);
create policy whole_node on outbox for all to groundswell_whole using (true) with check (true);
grant insert on outbox to groundswell_scoped;
grant delete, insert, select on outbox to groundswell_whole;

create table outbox_cursors (
	reader text not null,
	epoch integer not null,
	tx xid8 not null,
	id uuid not null,
	moved_at timestamp with time zone not null default now(),
	constraint outbox_cursors_pkey PRIMARY KEY (reader)
);
grant delete, insert, select, update on outbox_cursors to groundswell_whole;

create table passkeys (
	credential_id text not null,
	account_id uuid not null,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null default '{}'::text[],
	name text not null,
	created_at timestamp with time zone not null default now(),
	used_at timestamp with time zone,
	constraint passkeys_pkey PRIMARY KEY (credential_id),
	constraint passkeys_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX passkeys_by_account ON public.passkeys USING btree (account_id);
alter table passkeys enable row level security;
alter table passkeys force row level security;
create policy whole_node on passkeys for all to groundswell_whole using (true) with check (true);
grant delete, insert, select, update on passkeys to groundswell_whole;

create table people (
	person_id uuid not null,
	basis text not null,
	source_id uuid not null,
	given_name text not null default ''::text,
	additional_name text not null default ''::text,
	family_name text not null default ''::text,
	birth_name text not null default ''::text,
	used_name text not null default ''::text,
	gender text,
	birth_date date,
	birth_year smallint,
	born_by date default COALESCE(birth_date, make_date((birth_year)::integer, 12, 31)),
	languages text[] not null default '{}'::text[],
	sort_name text not null,
	search_text text not null,
	created_at timestamp with time zone not null default now(),
	updated_at timestamp with time zone not null default now(),
	constraint people_pkey PRIMARY KEY (person_id),
	constraint basis_is_known CHECK ((basis = ANY (ARRAY['member'::text, 'regular_contact'::text, 'consent'::text, 'public_register'::text, 'none'::text]))),
	constraint birth_year_agrees_with_date CHECK (((birth_date IS NULL) OR ((birth_year)::numeric = EXTRACT(year FROM birth_date)))),
	constraint gender_is_known CHECK ((gender = ANY (ARRAY['female'::text, 'male'::text, 'other'::text]))),
	constraint people_source_id_fkey FOREIGN KEY (source_id) REFERENCES sources(id)
);
CREATE INDEX people_by_age ON public.people USING btree (born_by, person_id);
CREATE INDEX people_by_name ON public.people USING btree (sort_name, person_id);
CREATE INDEX people_by_search_text ON public.people USING gin (search_text gin_trgm_ops);
CREATE INDEX people_by_youth ON public.people USING btree (born_by DESC NULLS LAST, person_id);
alter table people enable row level security;
alter table people force row level security;
create policy own_scope on people for all to groundswell_scoped using ((person_id IN ( SELECT v.person_id
   FROM person_visibility v
  WHERE (v.account_id = current_account())))) with check ((person_id IN ( SELECT v.person_id
   FROM person_visibility v
  WHERE (v.account_id = current_account()))));
create policy whole_node on people for all to groundswell_whole using (true) with check (true);
grant select on people to groundswell_scoped;
grant delete, insert, select, update on people to groundswell_whole;

create table person_addresses (
	person_id uuid not null,
	id uuid not null,
	kind text not null default 'home'::text,
	number text not null default ''::text,
	suffix text not null default ''::text,
	street text not null default ''::text,
	complement text not null default ''::text,
	postcode text not null default ''::text,
	place text not null default ''::text,
	country text not null default ''::text,
	as_written text not null,
	match_key text not null,
	address_id uuid,
	area_id uuid,
	station_id uuid,
	latitude double precision,
	longitude double precision,
	source_id uuid not null,
	recorded_for uuid not null,
	created_at timestamp with time zone not null default now(),
	constraint person_addresses_pkey PRIMARY KEY (person_id, id),
	constraint address_kind_is_known CHECK ((kind = ANY (ARRAY['home'::text, 'mailing'::text, 'work'::text, 'registered'::text]))),
	constraint person_addresses_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(person_id) ON DELETE CASCADE,
	constraint position_is_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
);
CREATE INDEX person_addresses_by_area ON public.person_addresses USING btree (area_id, person_id);
CREATE INDEX person_addresses_by_position ON public.person_addresses USING btree (longitude, latitude) INCLUDE (person_id) WHERE (latitude IS NOT NULL);
CREATE INDEX person_addresses_by_station ON public.person_addresses USING btree (station_id, person_id);
CREATE INDEX person_addresses_unplaced ON public.person_addresses USING btree (person_id) WHERE (latitude IS NULL);
CREATE UNIQUE INDEX one_address_of_a_kind ON public.person_addresses USING btree (person_id, kind, match_key);
alter table person_addresses enable row level security;
alter table person_addresses force row level security;
create policy own_scope on person_addresses for all to groundswell_scoped using ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = person_addresses.person_id) AND (v.account_id = current_account()))))) with check ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = person_addresses.person_id) AND (v.account_id = current_account())))));
create policy whole_node on person_addresses for all to groundswell_whole using (true) with check (true);
grant select on person_addresses to groundswell_scoped;
grant delete, insert, select, update on person_addresses to groundswell_whole;

create table person_visibility (
	person_id uuid not null,
	account_id uuid not null,
	reason text not null,
	constraint person_visibility_pkey PRIMARY KEY (person_id, account_id, reason),
	constraint visibility_reason_is_known CHECK ((reason = ANY (ARRAY['own-file'::text, 'area'::text, 'group'::text, 'work'::text])))
);
CREATE INDEX person_visibility_by_account ON public.person_visibility USING btree (account_id, person_id);
alter table person_visibility enable row level security;
alter table person_visibility force row level security;
create policy own_scope on person_visibility for all to groundswell_scoped using ((account_id = current_account())) with check ((account_id = current_account()));
create policy whole_node on person_visibility for all to groundswell_whole using (true) with check (true);
grant select on person_visibility to groundswell_scoped;
grant delete, insert, select on person_visibility to groundswell_whole;

create table polling_stations (
	id uuid not null,
	area_code text not null,
	code text not null,
	name text not null,
	boundary jsonb,
	latitude double precision,
	longitude double precision,
	constraint polling_stations_pkey PRIMARY KEY (id),
	constraint station_place_is_whole CHECK (((latitude IS NULL) = (longitude IS NULL)))
);
CREATE UNIQUE INDEX one_station_per_code ON public.polling_stations USING btree (area_code, code);
grant select on polling_stations to groundswell_scoped;
grant delete, insert, select, update on polling_stations to groundswell_whole;

create table rate_limits (
	key bytea not null,
	level double precision not null,
	measured_at timestamp with time zone not null,
	constraint rate_limits_pkey PRIMARY KEY (key)
);
grant delete, insert, select, update on rate_limits to groundswell_whole;

create table recovery_codes (
	code_hash bytea not null,
	account_id uuid not null,
	used_at timestamp with time zone,
	constraint recovery_codes_pkey PRIMARY KEY (code_hash),
	constraint recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX recovery_codes_by_account ON public.recovery_codes USING btree (account_id);
alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;
create policy whole_node on recovery_codes for all to groundswell_whole using (true) with check (true);
grant delete, insert, select, update on recovery_codes to groundswell_whole;

create table role_grants (
	account_id uuid not null,
	role text not null,
	scope_kind text not null default 'node'::text,
	scope_id uuid,
	granted_by uuid,
	granted_at timestamp with time zone not null default now(),
	constraint role_fits_its_scope CHECK ((((role = ANY (ARRAY['host'::text, 'administrator'::text, 'organiser'::text])) AND (scope_kind = 'node'::text)) OR ((role = 'group-lead'::text) AND (scope_kind = ANY (ARRAY['area'::text, 'group'::text]))) OR ((role = 'volunteer'::text) AND (scope_kind = ANY (ARRAY['work'::text, 'group'::text]))) OR ((role = 'supporter'::text) AND (scope_kind = 'own-file'::text)))),
	constraint role_grants_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
	constraint role_grants_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES accounts(id) ON DELETE SET NULL,
	constraint role_is_known CHECK ((role = ANY (ARRAY['host'::text, 'administrator'::text, 'organiser'::text, 'group-lead'::text, 'volunteer'::text, 'supporter'::text]))),
	constraint scope_has_its_object CHECK (((scope_kind = ANY (ARRAY['area'::text, 'group'::text])) = (scope_id IS NOT NULL))),
	constraint scope_kind_is_known CHECK ((scope_kind = ANY (ARRAY['node'::text, 'area'::text, 'group'::text, 'work'::text, 'own-file'::text])))
);
CREATE UNIQUE INDEX role_is_granted_once ON public.role_grants USING btree (account_id, role, scope_kind, scope_id) NULLS NOT DISTINCT;
alter table role_grants enable row level security;
alter table role_grants force row level security;
create policy own_scope on role_grants for all to groundswell_scoped using ((account_id = current_account())) with check ((account_id = current_account()));
create policy whole_node on role_grants for all to groundswell_whole using (true) with check (true);
grant select on role_grants to groundswell_scoped;
grant delete, insert, select on role_grants to groundswell_whole;

create table schema_migrations (
	number integer not null,
	name text not null,
	checksum text not null,
	applied_at timestamp with time zone not null default now(),
	constraint schema_migrations_pkey PRIMARY KEY (number)
);
grant select on schema_migrations to groundswell_scoped;
grant select on schema_migrations to groundswell_whole;

create table sessions (
	token_hash bytea not null,
	account_id uuid not null,
	public_id uuid not null,
	began_at timestamp with time zone not null default now(),
	seen_at timestamp with time zone not null default now(),
	expires_at timestamp with time zone not null,
	device text not null,
	method text not null,
	second_factor_at timestamp with time zone,
	constraint sessions_pkey PRIMARY KEY (token_hash),
	constraint session_method_is_known CHECK ((method = ANY (ARRAY['password'::text, 'link'::text, 'passkey'::text, 'invitation'::text, 'set-up'::text, 'recovery'::text]))),
	constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
	constraint sessions_public_id_key UNIQUE (public_id)
);
CREATE INDEX sessions_by_account ON public.sessions USING btree (account_id);
alter table sessions enable row level security;
alter table sessions force row level security;
create policy whole_node on sessions for all to groundswell_whole using (true) with check (true);
grant delete, insert, select, update on sessions to groundswell_whole;

create table sources (
	id uuid not null,
	kind text not null,
	name text not null,
	owner text,
	purpose text,
	obtained_at timestamp with time zone not null default now(),
	expires_on date,
	constraint sources_pkey PRIMARY KEY (id),
	constraint source_kind_is_known CHECK ((kind = ANY (ARRAY['import'::text, 'form'::text, 'typed'::text, 'demo'::text, 'field'::text, 'node'::text])))
);
grant select on sources to groundswell_scoped;
grant delete, insert, select, update on sources to groundswell_whole;

create table station_results (
	station_id uuid not null,
	election text not null,
	round smallint not null default 1,
	held_on date not null,
	registered integer not null,
	voters integer not null,
	blank integer not null,
	invalid integer not null,
	choices jsonb not null,
	constraint station_results_pkey PRIMARY KEY (station_id, election, round),
	constraint blank_and_invalid_are_voters CHECK (((blank >= 0) AND (invalid >= 0) AND ((blank + invalid) <= voters))),
	constraint station_results_station_id_fkey FOREIGN KEY (station_id) REFERENCES polling_stations(id) ON DELETE CASCADE,
	constraint voters_are_registered CHECK (((voters >= 0) AND (voters <= registered)))
);
grant select on station_results to groundswell_scoped;
grant delete, insert, select, update on station_results to groundswell_whole;

create table timeline_entries (
	person_id uuid not null,
	id uuid not null,
	at timestamp with time zone not null,
	kind text not null,
	body jsonb not null default '{}'::jsonb,
	source_id uuid,
	account_id uuid,
	recorded_for uuid not null,
	constraint timeline_entries_pkey PRIMARY KEY (person_id, id),
	constraint timeline_entries_person_id_fkey FOREIGN KEY (person_id) REFERENCES people(person_id) ON DELETE CASCADE
);
CREATE INDEX timeline_by_time ON public.timeline_entries USING btree (person_id, at DESC);
alter table timeline_entries enable row level security;
alter table timeline_entries force row level security;
create policy own_scope on timeline_entries for all to groundswell_scoped using ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = timeline_entries.person_id) AND (v.account_id = current_account()))))) with check ((EXISTS ( SELECT
   FROM person_visibility v
  WHERE ((v.person_id = timeline_entries.person_id) AND (v.account_id = current_account())))));
create policy whole_node on timeline_entries for all to groundswell_whole using (true) with check (true);
grant select on timeline_entries to groundswell_scoped;
grant delete, insert, select, update on timeline_entries to groundswell_whole;

CREATE OR REPLACE FUNCTION public.audit_line(entry audit_entries)
 RETURNS text
 LANGUAGE sql
 STABLE
AS $function$ select concat_ws('|', entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.account_id::text, entry.event, entry.person_ids::text, entry.detail::text) $function$


CREATE OR REPLACE FUNCTION public.current_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('groundswell.account', true), '')::uuid $function$


CREATE OR REPLACE FUNCTION public.current_epoch()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select max(epoch) from database_epochs $function$


CREATE OR REPLACE FUNCTION public.enqueue_job(task text, payload json, job_key text DEFAULT NULL::text, run_at timestamp with time zone DEFAULT NULL::timestamp with time zone, max_attempts integer DEFAULT 25, queue_name text DEFAULT NULL::text)
 RETURNS void
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'pg_temp'
AS $function$
	begin
		perform graphile_worker.add_job(
			identifier => task, payload => payload, queue_name => queue_name, run_at => run_at,
			max_attempts => max_attempts, job_key => job_key, job_key_mode => 'replace');
	end
	$function$

-- may execute: groundswell_whole, groundswell_scoped

CREATE OR REPLACE FUNCTION public.raise_wall(walled regclass, scoped_condition text)
 RETURNS void
 LANGUAGE plpgsql
AS $function$
	begin
		execute format('alter table %s enable row level security', walled);
		execute format('alter table %s force row level security', walled);
		execute format('create policy whole_node on %s to groundswell_whole using (true) with check (true)', walled);
		if scoped_condition is not null then
			execute format('create policy own_scope on %s to groundswell_scoped using (%s) with check (%2$s)', walled, scoped_condition);
		end if;
	end
	$function$


CREATE OR REPLACE FUNCTION public.seal_audit(most integer)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'public', 'pg_temp'
AS $function$
	declare
		last_seal audit_seals;
		batch uuid[];
		lines text;
	begin
		perform pg_advisory_xact_lock(hashtext('groundswell audit seal'));
		select * into last_seal from audit_seals order by number desc limit 1;
		select array_agg(id order by epoch, tx, id), string_agg(audit_line(row_of), E'\n' order by epoch, tx, id)
			into batch, lines
			from (
				select e as row_of, e.id, e.epoch, e.tx from audit_entries e
				where seal_number is null and (epoch < current_epoch() or tx < pg_snapshot_xmin(pg_current_snapshot()))
				order by epoch, tx, id limit most
			) unsealed;
		if batch is null then return 0; end if;
		update audit_entries set seal_number = coalesce(last_seal.number, 0) + 1 where id = any (batch);
		insert into audit_seals (number, entries, previous_hash, hash)
			select coalesce(last_seal.number, 0) + 1, cardinality(batch), previous, sha256(previous || convert_to(lines, 'UTF8'))
			from (select coalesce(last_seal.hash, decode(repeat('00', 32), 'hex')) as previous) chain;
		return cardinality(batch);
	end
	$function$

-- may execute: groundswell_whole

CREATE OR REPLACE FUNCTION public.visible_people()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select array(select person_id from person_visibility where account_id = current_account()) $function$

