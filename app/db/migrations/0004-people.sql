-- Whom we know. Every table of a person leads with person_id in its key, so that it can be distributed by person.

create extension if not exists pg_trgm;

-- Where data came from: said at first contact, and when it must go.
create table sources (
	id uuid primary key,
	kind text not null,
	name text not null,
	owner text,
	purpose text,
	obtained_at timestamptz not null default now(),
	expires_on date,
	constraint source_kind_is_known check (kind in ('import', 'form', 'typed', 'demo', 'field', 'node'))
);
grant select on sources to groundswell_whole, groundswell_scoped;
grant insert, update, delete on sources to groundswell_whole;

-- Only people point at sources with a foreign key: on every row of a person it costs an import a tenth of its time,
-- and a source goes only when its people went.
create table people (
	person_id uuid primary key,
	basis text not null,
	source_id uuid not null references sources,
	given_name text not null default '',
	additional_name text not null default '',
	family_name text not null default '',
	birth_name text not null default '',
	used_name text not null default '',
	gender text,
	birth_date date,
	birth_year smallint,
	-- The last day on which they can be born: one column for ages, whether the day is known or only the year.
	born_by date generated always as (coalesce(birth_date, make_date(birth_year::integer, 12, 31))) stored,
	languages text[] not null default '{}',
	-- Folded, so byte order is alphabetical; with any other collation a prefix could not use the index.
	sort_name text collate "C" not null,
	search_text text not null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	constraint basis_is_known check (basis in ('member', 'regular_contact', 'consent', 'public_register', 'none')),
	constraint gender_is_known check (gender in ('female', 'male', 'other')),
	constraint birth_year_agrees_with_date check (birth_date is null or birth_year = extract(year from birth_date))
);
create index people_by_name on people (sort_name, person_id);
create index people_by_search_text on people using gin (search_text gin_trgm_ops);
create index people_by_age on people (born_by, person_id);
-- The other way round, so that unknown ages come last from either end.
create index people_by_youth on people (born_by desc nulls last, person_id);

create table contact_points (
	person_id uuid not null references people on delete cascade,
	id uuid not null,
	kind text not null,
	value text not null,
	as_written text not null,
	phone_kind text,
	status text not null default 'unconfirmed',
	source_id uuid not null,
	recorded_for uuid not null,
	created_at timestamptz not null default now(),
	primary key (person_id, id),
	constraint contact_kind_is_known check (kind in ('email', 'phone', 'social')),
	constraint contact_status_is_known check (status in ('unconfirmed', 'confirmed', 'bouncing', 'wrong', 'gone'))
);
create unique index contact_point_is_kept_once on contact_points (person_id, kind, value);
create index contact_points_by_value on contact_points (value, kind);

create table person_addresses (
	person_id uuid not null references people on delete cascade,
	id uuid not null,
	kind text not null default 'home',
	number text not null default '',
	suffix text not null default '',
	street text not null default '',
	complement text not null default '',
	postcode text not null default '',
	place text not null default '',
	country text not null default '',
	as_written text not null,
	match_key text not null,
	-- No foreign key: addresses may be a million rows, and a person's row may lie on another machine.
	address_id uuid,
	area_id uuid,
	station_id uuid,
	latitude double precision,
	longitude double precision,
	source_id uuid not null,
	recorded_for uuid not null,
	created_at timestamptz not null default now(),
	primary key (person_id, id),
	constraint address_kind_is_known check (kind in ('home', 'mailing', 'work', 'registered')),
	constraint position_is_whole check ((latitude is null) = (longitude is null))
);
create unique index one_address_of_a_kind on person_addresses (person_id, kind, match_key);
create index person_addresses_by_position on person_addresses (longitude, latitude) include (person_id) where latitude is not null;
create index person_addresses_by_area on person_addresses (area_id, person_id);
create index person_addresses_by_station on person_addresses (station_id, person_id);
create index person_addresses_unplaced on person_addresses (person_id) where latitude is null;

create table external_identifiers (
	person_id uuid not null references people on delete cascade,
	system text not null,
	value text not null,
	source_id uuid not null,
	recorded_for uuid not null,
	primary key (person_id, system, value)
);
create index external_identifiers_by_value on external_identifiers (value text_pattern_ops);
-- One identifier belongs to one person on the whole node: a lookup of its own, because a distributed table can keep
-- only keys unique that contain person_id.
create table identifier_owners (
	system text not null,
	value text not null,
	person_id uuid not null,
	primary key (system, value)
);
create index identifier_owners_by_person on identifier_owners (person_id);

create table timeline_entries (
	person_id uuid not null references people on delete cascade,
	id uuid not null,
	at timestamptz not null,
	kind text not null,
	body jsonb not null default '{}',
	source_id uuid,
	account_id uuid,
	recorded_for uuid not null,
	primary key (person_id, id)
);
create index timeline_by_time on timeline_entries (person_id, at desc);

-- What follows people is reached by key: a probe per row.
select raise_wall(walled, format('exists (select from person_visibility v where v.person_id = %s.person_id and v.account_id = current_account())', walled))
	from unnest(array['contact_points', 'person_addresses', 'external_identifiers', 'timeline_entries']::regclass[]) walled;
-- People are searched: `like` is not leakproof, so it comes after the wall, once for everybody. One hash of who is in sight
-- takes 80 ms for 100,000 people; the planner takes a probe per row for as cheap and needs 215.
select raise_wall('people', 'person_id in (select v.person_id from person_visibility v where v.account_id = current_account())');
select raise_wall('identifier_owners', null);
grant select on people, contact_points, person_addresses, external_identifiers, timeline_entries to groundswell_scoped;
grant select, insert, update, delete on people, contact_points, person_addresses, external_identifiers, identifier_owners, timeline_entries to groundswell_whole;

create table imports (
	id uuid primary key,
	account_id uuid,
	source_id uuid not null,
	file_name text not null,
	stored_file text,
	file_bytes bigint not null,
	file_hash bytea not null,
	preset text not null,
	basis text not null,
	state text not null default 'checking',
	rows_total integer,
	bytes_read bigint not null default 0,
	rows_checked integer not null default 0,
	rows_done integer not null default 0,
	created_people integer not null default 0,
	updated_people integer not null default 0,
	unchanged_people integer not null default 0,
	refused_rows integer not null default 0,
	dry_run jsonb,
	-- Names of the file's columns, so that refused rows can be given again as a file.
	header text[],
	failure text,
	failure_line integer,
	made_at timestamptz not null default now(),
	started_at timestamptz,
	ended_at timestamptz,
	constraint import_state_is_known check (state in ('checking', 'ready', 'running', 'paused', 'stopped', 'done', 'refused')),
	constraint every_row_is_accounted_for check (rows_done = created_people + updated_people + unchanged_people + refused_rows)
);
select raise_wall('imports', null);
grant select, insert, update, delete on imports to groundswell_whole;

-- Rows that could not be taken, with their reason, so that they can be mended and given again.
create table import_refusals (
	import_id uuid not null references imports on delete cascade,
	line integer not null,
	reason text not null,
	cells text[] not null,
	primary key (import_id, line)
);
select raise_wall('import_refusals', null);
grant select, insert, delete on import_refusals to groundswell_whole;
