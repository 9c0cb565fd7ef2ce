column {{table}}.created_at timestamp with time zone not null default now()
column {{table}}.description text not null default ''::text
column {{table}}.id bigint not null identity d
column {{table}}.name text not null
column {{table}}.updated_at timestamp with time zone not null default now()
column {{table}}.user_id bigint not null
column {{table}}.version integer not null default 1
constraint {{table}}.ck_{{table}}_description CHECK ((char_length(description) <= 5000))
constraint {{table}}.ck_{{table}}_name CHECK (((char_length(name) >= 1) AND (char_length(name) <= 200)))
constraint {{table}}.fk_{{table}}_user_id FOREIGN KEY (user_id) REFERENCES "user"(id) ON DELETE CASCADE
constraint {{table}}.pk_{{table}} PRIMARY KEY (id)
index CREATE INDEX ix_{{table}}_user_id_created_at_id ON public.{{table}} USING btree (user_id, created_at, id)
index CREATE INDEX ix_{{table}}_search ON public.{{table}} USING gin (name gin_trgm_ops)
index CREATE UNIQUE INDEX pk_{{table}} ON public.{{table}} USING btree (id)
