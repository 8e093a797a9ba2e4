-- This installation and the accounts that work on it.

create table node_settings (
	is_only_row boolean primary key default true,
	name text not null,
	default_locale text not null default 'en',
	time_zone text not null default 'Europe/Paris',
	default_country text not null default 'FR',
	minimum_age_years smallint not null default 18,
	accent_colour text,
	is_demo boolean not null default false,
	set_up_at timestamptz,
	constraint settings_has_one_row check (is_only_row),
	constraint locale_is_offered check (default_locale in ('en', 'fr')),
	constraint country_is_iso_code check (default_country ~ '^[A-Z]{2}$'),
	constraint accent_is_hex check (accent_colour ~ '^#[0-9a-f]{6}$'),
	constraint minimum_age_is_plausible check (minimum_age_years between 10 and 25)
);
insert into node_settings (name) values ('Groundswell');
grant select on node_settings to groundswell_whole, groundswell_scoped;
grant update on node_settings to groundswell_whole;

create table accounts (
	id uuid primary key,
	email text not null,
	display_name text not null,
	locale text not null default 'en',
	theme text not null default 'system',
	person_id uuid,
	password_hash text,
	totp_secret_sealed bytea,
	totp_confirmed_at timestamptz,
	totp_last_step bigint,
	email_confirmed_at timestamptz,
	created_at timestamptz not null default now(),
	disabled_at timestamptz,
	constraint account_locale_is_offered check (locale in ('en', 'fr')),
	constraint account_theme_is_known check (theme in ('system', 'light', 'dark', 'contrast')),
	constraint account_email_is_folded check (email = lower(email) and email like '%_@_%')
);
create unique index one_account_per_email on accounts (email);
select raise_wall('accounts', 'id = current_account()');
grant select, insert, update, delete on accounts to groundswell_whole;
grant select (id, email, display_name, locale, theme, person_id, created_at) on accounts to groundswell_scoped;

-- What an account may do, and on whom: presets, not a matrix.
create table role_grants (
	account_id uuid not null references accounts on delete cascade,
	role text not null,
	scope_kind text not null default 'node',
	scope_id uuid,
	granted_by uuid references accounts on delete set null,
	granted_at timestamptz not null default now(),
	constraint role_is_known check (role in ('host', 'administrator', 'organiser', 'group-lead', 'volunteer', 'supporter')),
	constraint scope_kind_is_known check (scope_kind in ('node', 'area', 'group', 'work', 'own-file')),
	constraint scope_has_its_object check ((scope_kind in ('area', 'group')) = (scope_id is not null)),
	constraint role_fits_its_scope check (
		(role in ('host', 'administrator', 'organiser') and scope_kind = 'node')
		or (role = 'group-lead' and scope_kind in ('area', 'group'))
		or (role = 'volunteer' and scope_kind in ('work', 'group'))
		or (role = 'supporter' and scope_kind = 'own-file'))
);
create unique index role_is_granted_once on role_grants (account_id, role, scope_kind, scope_id) nulls not distinct;
select raise_wall('role_grants', 'account_id = current_account()');
grant select, insert, delete on role_grants to groundswell_whole;
grant select on role_grants to groundswell_scoped;

-- The token itself is never stored: 256 random bits, kept as their SHA-256.
create table sessions (
	token_hash bytea primary key,
	account_id uuid not null references accounts on delete cascade,
	public_id uuid not null unique,
	began_at timestamptz not null default now(),
	seen_at timestamptz not null default now(),
	expires_at timestamptz not null,
	device text not null,
	method text not null,
	second_factor_at timestamptz,
	constraint session_method_is_known check (method in ('password', 'link', 'passkey', 'invitation', 'set-up', 'recovery'))
);
create index sessions_by_account on sessions (account_id);
select raise_wall('sessions', null);
grant select, insert, update, delete on sessions to groundswell_whole;

create table passkeys (
	credential_id text primary key,
	account_id uuid not null references accounts on delete cascade,
	public_key bytea not null,
	counter bigint not null,
	transports text[] not null default '{}',
	name text not null,
	created_at timestamptz not null default now(),
	used_at timestamptz
);
create index passkeys_by_account on passkeys (account_id);
select raise_wall('passkeys', null);
grant select, insert, update, delete on passkeys to groundswell_whole;

create table recovery_codes (
	code_hash bytea primary key,
	account_id uuid not null references accounts on delete cascade,
	used_at timestamptz
);
create index recovery_codes_by_account on recovery_codes (account_id);
select raise_wall('recovery_codes', null);
grant select, insert, update, delete on recovery_codes to groundswell_whole;

-- Links and challenges that work once: set-up, sign-in by mail, invitation, password reset, passkey ceremony.
create table one_time_links (
	token_hash bytea primary key,
	purpose text not null,
	account_id uuid references accounts on delete cascade,
	email text,
	role text,
	scope_kind text,
	scope_id uuid,
	data jsonb not null default '{}',
	made_by uuid references accounts on delete set null,
	made_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz,
	constraint link_purpose_is_known check (purpose in ('set-up', 'sign-in', 'invitation', 'reset', 'recovery', 'passkey', 'confirm-email', 'second-factor'))
);
create index one_time_links_by_expiry on one_time_links (expires_at);
select raise_wall('one_time_links', null);
grant select, insert, update, delete on one_time_links to groundswell_whole;

create table notifications (
	id uuid primary key,
	account_id uuid not null references accounts on delete cascade,
	kind text not null,
	body jsonb not null,
	link text,
	made_at timestamptz not null default now(),
	read_at timestamptz,
	mailed_at timestamptz,
	constraint notification_link_stays_here check (link ~ '^/[^/\\]')
);
create index notifications_by_account on notifications (account_id, made_at desc);
create index notifications_unread on notifications (account_id) where read_at is null;
select raise_wall('notifications', 'account_id = current_account()');
grant select, insert, update, delete on notifications to groundswell_whole;
grant select, update (read_at) on notifications to groundswell_scoped;

-- Readiness: whether the schema is the one that the running program was built for.
grant select on schema_migrations to groundswell_whole, groundswell_scoped;
