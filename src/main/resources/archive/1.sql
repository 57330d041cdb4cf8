-- The archive: what rooms' logs held, by rooms and the ids of entries. What users wrote is kept as the JSON that they
-- and others received.

-- A room is known by its id and its first epoch: one that was made anew under an id is another room.
CREATE TABLE parley_room (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  prefix text NOT NULL, -- parley.prefix
  room text NOT NULL,
  first_epoch text NOT NULL,
  cursor bigint NOT NULL DEFAULT 0, -- up to this seq everything is here
  UNIQUE (prefix, room, first_epoch)
);

CREATE TABLE parley_message (
  room bigint NOT NULL REFERENCES parley_room (number) ON DELETE CASCADE,
  id text NOT NULL, -- <user>.<cid>
  seq bigint NOT NULL,
  at bigint NOT NULL, -- Unix milliseconds by the store's clock
  head text NOT NULL, -- JSON members before the content, from "epoch" on
  content text, -- JSON members ,"text":…,"data":…; NULL once it is deleted
  rest text NOT NULL, -- JSON members after the content
  only_for text, -- the only user who sees it; NULL for all
  edited bigint NOT NULL, -- when, or 0
  reactions text NOT NULL, -- a line <emoji as JSON>, tab, count for each kind
  as_of bigint NOT NULL, -- the head of the log when this was read
  lost boolean NOT NULL DEFAULT false, -- the store lost it, and no client has brought it back
  PRIMARY KEY (room, id)
);
CREATE INDEX parley_message_seq ON parley_message (room, seq);
CREATE INDEX parley_message_at ON parley_message (room, at, seq);
-- What many messages of a blocked user hide must not have to be searched for what others see, nor the other way round.
CREATE INDEX parley_message_open ON parley_message (room, seq) WHERE only_for IS NULL;
CREATE INDEX parley_message_only ON parley_message (room, only_for, seq) WHERE only_for IS NOT NULL;

-- What one user of a direct room sees instead, after changes while the other had blocked them.
CREATE TABLE parley_own_version (
  room bigint NOT NULL REFERENCES parley_room (number) ON DELETE CASCADE,
  message bigint NOT NULL, -- seq
  person text NOT NULL,
  content text NOT NULL,
  edited bigint NOT NULL,
  reactions text NOT NULL,
  as_of bigint NOT NULL,
  PRIMARY KEY (room, message, person)
);

-- Edits, deletions and reactions: without what was written.
CREATE TABLE parley_change (
  room bigint NOT NULL REFERENCES parley_room (number) ON DELETE CASCADE,
  id text NOT NULL,
  seq bigint NOT NULL,
  at bigint NOT NULL,
  kind text NOT NULL,
  message bigint NOT NULL, -- seq
  head text NOT NULL, -- JSON members, from "epoch" on
  only_for text,
  PRIMARY KEY (room, id)
);
CREATE INDEX parley_change_seq ON parley_change (room, seq);

CREATE TABLE parley_reaction (
  room bigint NOT NULL REFERENCES parley_room (number) ON DELETE CASCADE,
  message bigint NOT NULL, -- seq
  person text NOT NULL,
  emoji text NOT NULL, -- as JSON
  given boolean NOT NULL,
  seq bigint NOT NULL, -- of the latest reaction
  PRIMARY KEY (room, message, person, emoji)
);

-- Entries that Redis trimmed before they were read.
CREATE TABLE parley_gap (
  room bigint NOT NULL REFERENCES parley_room (number) ON DELETE CASCADE,
  first_seq bigint NOT NULL,
  last_seq bigint NOT NULL,
  found timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (room, first_seq)
);

-- What is deleted or replaced is gone once a row's former versions are removed. The default waits for a fifth of a
-- table, which may take years.
ALTER TABLE parley_message SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
ALTER TABLE parley_own_version SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
