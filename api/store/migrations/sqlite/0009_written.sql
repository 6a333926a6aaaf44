-- +goose Up
-- Through which connections something was changed: each start asks, and must not read a million effects to find none.
CREATE INDEX effects_written ON effects (connection) WHERE sent IS NOT NULL AND state IN ('CONFIRMED', 'RECONCILED', 'UNDONE');

-- +goose Down
DROP INDEX effects_written;
