-- Where: areas, polling stations and their past results, streets, addresses, doors, and what the map draws.

create table areas (
	id uuid primary key,
	kind text not null,
	code text not null,
	name text not null,
	parent_id uuid references areas deferrable initially deferred,
	boundary jsonb,
	constraint area_kind_is_known check (kind in ('commune', 'district', 'quarter', 'custom'))
);
create unique index one_area_per_code on areas (kind, code);

create table polling_stations (
	id uuid primary key,
	area_code text not null,
	code text not null,
	name text not null,
	boundary jsonb,
	latitude double precision,
	longitude double precision,
	constraint station_place_is_whole check ((latitude is null) = (longitude is null))
);
create unique index one_station_per_code on polling_stations (area_code, code);

create table station_results (
	station_id uuid not null references polling_stations on delete cascade,
	election text not null,
	round smallint not null default 1,
	held_on date not null,
	registered integer not null,
	voters integer not null,
	blank integer not null,
	invalid integer not null,
	choices jsonb not null,
	primary key (station_id, election, round),
	constraint voters_are_registered check (voters between 0 and registered),
	constraint blank_and_invalid_are_voters check (blank >= 0 and invalid >= 0 and blank + invalid <= voters)
);

-- An address file that the host imported, or the demo town's: public facts, not people.
create table addresses (
	id uuid primary key,
	match_key text not null,
	number integer,
	suffix text not null default '',
	street text not null,
	postcode text not null,
	place text not null,
	area_id uuid references areas,
	station_id uuid references polling_stations,
	building_code text,
	latitude double precision not null,
	longitude double precision not null,
	source text not null,
	constraint latitude_is_on_earth check (latitude between -90 and 90),
	constraint longitude_is_on_earth check (longitude between -180 and 180)
);
create unique index one_address_per_key on addresses (match_key);
create index addresses_by_position on addresses (longitude, latitude);

create table doors (
	id uuid primary key,
	address_id uuid not null references addresses on delete cascade,
	floor smallint not null,
	label text not null
);
create unique index one_door_per_label on doors (address_id, floor, label);

-- Everything that is drawn under people and doors: water, parks, rails, streets, buildings, bridges, names.
create table map_features (
	id uuid primary key,
	layer text not null,
	name text,
	kind text,
	geometry jsonb not null,
	properties jsonb not null default '{}',
	source text not null,
	constraint layer_is_known check (layer in ('water', 'park', 'rail', 'street', 'building', 'bridge', 'crossing', 'district', 'station', 'landmark'))
);
create index map_features_by_layer on map_features (layer);

grant select on areas, polling_stations, station_results, addresses, doors, map_features to groundswell_whole, groundswell_scoped;
grant insert, update, delete on areas, polling_stations, station_results, addresses, doors, map_features to groundswell_whole;
