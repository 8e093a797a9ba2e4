-- The ground that every room stands on: who is asking, the walls, the outbox, the audit log, mail, limits, notices.

-- Who asks, set for each transaction by the program; null for nobody.
create function current_account() returns uuid
	language sql stable parallel safe
	as $$ select nullif(current_setting('groundswell.account', true), '')::uuid $$;

-- The wall of a table that belongs to people. Two roles because one policy «whole or in scope» disables the indexes:
-- 265 ms instead of 2.5 ms for a trigram search over a million people.
create function raise_wall(walled regclass, scoped_condition text) returns void
	language plpgsql
	as $$
	begin
		execute format('alter table %s enable row level security', walled);
		execute format('alter table %s force row level security', walled);
		execute format('create policy whole_node on %s to groundswell_whole using (true) with check (true)', walled);
		if scoped_condition is not null then
			execute format('create policy own_scope on %s to groundswell_scoped using (%s) with check (%2$s)', walled, scoped_condition);
		end if;
	end
	$$;
revoke all on function raise_wall from public;

-- The people a narrower scope sees. One command of room people writes it; the walls ask it (0004), and queries of a small
-- scope begin with `visible_people()`, which as an init plan is an index condition.
create table person_visibility (
	person_id uuid not null,
	account_id uuid not null,
	reason text not null,
	primary key (person_id, account_id, reason),
	constraint visibility_reason_is_known check (reason in ('own-file', 'area', 'group', 'work'))
);
create index person_visibility_by_account on person_visibility (account_id, person_id);
select raise_wall('person_visibility', 'account_id = current_account()');
grant select on person_visibility to groundswell_scoped;
grant select, insert, delete on person_visibility to groundswell_whole;

create function visible_people() returns uuid[]
	language sql stable parallel safe
	as $$ select array(select person_id from person_visibility where account_id = current_account()) $$;

-- Transaction ids start again in another database: what was written before carries an older epoch.
create table database_epochs (
	epoch integer primary key,
	began_at timestamptz not null default now(),
	why text not null,
	constraint epoch_reason_is_known check (why in ('created', 'restored', 'unarchived'))
);
insert into database_epochs (epoch, why) values (1, 'created');
grant select on database_epochs to groundswell_whole, groundswell_scoped, groundswell_queue;

create function current_epoch() returns integer
	language sql stable parallel safe
	as $$ select max(epoch) from database_epochs $$;

-- What rooms announced, written in the announcing transaction. A reader takes only rows below the horizon of running
-- transactions: a number that commits late would be skipped by a reader that already passed it.
create table outbox (
	epoch integer not null default current_epoch(),
	tx xid8 not null default pg_current_xact_id(),
	id uuid not null,
	event text not null,
	body jsonb not null,
	announced_at timestamptz not null default now(),
	primary key (epoch, tx, id)
);
alter table outbox enable row level security;
alter table outbox force row level security;
create policy whole_node on outbox to groundswell_whole using (true) with check (true);
create policy announce_only on outbox for insert to groundswell_scoped with check (true);
grant select, insert, delete on outbox to groundswell_whole;
grant insert on outbox to groundswell_scoped;

create table outbox_cursors (
	reader text primary key,
	epoch integer not null,
	tx xid8 not null,
	id uuid not null,
	moved_at timestamptz not null default now()
);
grant select, insert, update, delete on outbox_cursors to groundswell_whole;

-- Append-only: no role of the program may change or remove a row. The worker seals rows into a hash chain afterwards,
-- because chaining inside the request would let only one reader of personal data work at a time.
create table audit_entries (
	id uuid primary key,
	epoch integer not null default current_epoch(),
	tx xid8 not null default pg_current_xact_id(),
	at timestamptz not null default clock_timestamp(),
	account_id uuid,
	event text not null,
	person_ids uuid[] not null default '{}',
	detail jsonb not null default '{}',
	seal_number bigint
);
create index audit_entries_by_time on audit_entries (at);
create index audit_entries_unsealed on audit_entries (epoch, tx, id) where seal_number is null;
create index audit_entries_by_seal on audit_entries (seal_number, id) where seal_number is not null;
alter table audit_entries enable row level security;
alter table audit_entries force row level security;
create policy whole_node_reads on audit_entries for select to groundswell_whole using (true);
create policy append_only on audit_entries for insert to groundswell_whole with check (seal_number is null);
create policy append_own on audit_entries for insert to groundswell_scoped with check (seal_number is null and account_id is not distinct from current_account());
grant select, insert on audit_entries to groundswell_whole;
grant insert on audit_entries to groundswell_scoped;

create table audit_seals (
	number bigint primary key,
	sealed_at timestamptz not null default now(),
	entries integer not null,
	previous_hash bytea not null,
	hash bytea not null,
	constraint hashes_are_sha256 check (length(previous_hash) = 32 and length(hash) = 32)
);
alter table audit_seals enable row level security;
alter table audit_seals force row level security;
create policy whole_node_reads on audit_seals for select to groundswell_whole using (true);
grant select on audit_seals to groundswell_whole;

-- One line per entry, the same for the sealer and for whoever verifies the chain later.
create function audit_line(entry audit_entries) returns text
	language sql stable
	as $$ select concat_ws('|', entry.id, to_char(entry.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), entry.account_id::text, entry.event, entry.person_ids::text, entry.detail::text) $$;

-- Seals at most `most` rows below the horizon; returns how many. The only way by which a row of the log ever changes,
-- and it only marks what is not marked yet.
create function seal_audit(most integer) returns integer
	language plpgsql security definer set search_path = public, pg_temp
	as $$
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
	$$;
revoke all on function seal_audit from public;
grant execute on function seal_audit to groundswell_whole;
-- The definer is the tables' owner, whom the forced walls would stop.
create policy sealing on audit_entries to current_user using (true) with check (true);
create policy sealing on audit_seals to current_user using (true) with check (true);

-- Mail is written here in the caller's transaction and sent by the worker. Without an SMTP server it stays readable here.
create table mails (
	id uuid primary key,
	to_address text not null,
	subject text not null,
	text_body text not null,
	html_body text,
	written_at timestamptz not null default now(),
	state text not null default 'waiting',
	attempts integer not null default 0,
	last_refusal text,
	sent_at timestamptz,
	constraint mail_state_is_known check (state in ('waiting', 'sent', 'kept', 'refused')),
	constraint sent_mail_has_a_time check ((state = 'sent') = (sent_at is not null)),
	-- Many letters hold a link that opens a door.
	constraint mail_that_left_keeps_no_text check (state not in ('sent', 'refused') or (text_body = '' and html_body is null))
);
create index mails_by_time on mails (written_at desc);
select raise_wall('mails', null);
create policy write_only on mails for insert to groundswell_scoped with check (state = 'waiting');
grant select, insert, update, delete on mails to groundswell_whole;
grant insert on mails to groundswell_scoped;

-- Counters of attempts in windows (leaky bucket). Keys are hashes: no address of a person or machine is kept.
create table rate_limits (
	key bytea primary key,
	level double precision not null,
	measured_at timestamptz not null
);
grant select, insert, update, delete on rate_limits to groundswell_whole;

-- Jobs are queued in the caller's transaction without giving its role any right on the queue's tables.
create function enqueue_job(task text, payload json, job_key text default null, run_at timestamptz default null, max_attempts integer default 25, queue_name text default null) returns void
	language plpgsql security definer set search_path = pg_catalog, pg_temp
	as $$
	begin
		perform graphile_worker.add_job(
			identifier => task, payload => payload, queue_name => queue_name, run_at => run_at,
			max_attempts => max_attempts, job_key => job_key, job_key_mode => 'replace');
	end
	$$;
revoke all on function enqueue_job from public;
grant execute on function enqueue_job to groundswell_whole, groundswell_scoped;
