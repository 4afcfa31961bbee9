create table prompt (
    id         bigint generated always as identity primary key,
    version    integer     not null default 1,
    title      text        not null,
    body       text        not null,
    tags       text[]      not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    search     tsvector generated always as (
        setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', body), 'B')
    ) stored
);

create index prompt_search on prompt using gin (search);
create index prompt_tags on prompt using gin (tags);
create index prompt_newest on prompt (updated_at desc, id desc);

-- Every version there ever was, the current one included; rows are only ever added.
create table prompt_version (
    prompt_id  bigint      not null references prompt on delete cascade,
    version    integer     not null,
    title      text        not null,
    body       text        not null,
    tags       text[]      not null,
    created_at timestamptz not null,
    primary key (prompt_id, version)
);
