package store

import (
	"context"
	"database/sql"
	"sync"
)

// batcher commits the writes of many callers together: one transaction, and one wait for the disk, for all that came in while the last
// one was under way.
type batcher struct {
	db    *DB
	queue chan write
	idle  sync.WaitGroup
}

// write is a change that waits for its commit.
type write struct {
	do   func(*sql.Tx) error
	done chan<- error // nil where nobody waits
}

// maxBatch bounds how long the first of a batch waits for the last.
const maxBatch = 256

func newBatcher(db *DB) *batcher {
	b := &batcher{db: db, queue: make(chan write, maxBatch)}
	b.idle.Go(b.run)
	return b
}

// write makes a change and returns when it is on disk.
func (b *batcher) write(ctx context.Context, do func(*sql.Tx) error) error {
	done := make(chan error, 1)
	select {
	case b.queue <- write{do, done}:
	case <-ctx.Done():
		return ctx.Err()
	}
	return <-done // once it is in the queue it will be written, so that giving up would leave a doubt
}

// note makes a change that is on disk at the latest with the next one that is waited for.
func (b *batcher) note(ctx context.Context, do func(*sql.Tx) error) error {
	select {
	case b.queue <- write{do: do}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *batcher) run() {
	for first := range b.queue {
		batch := []write{first}
	gather:
		for len(batch) < maxBatch {
			select {
			case w, ok := <-b.queue:
				if !ok {
					break gather
				}
				batch = append(batch, w)
			default:
				break gather
			}
		}
		b.commit(batch)
	}
}

// commit writes a batch. Where that fails, each of its changes is written by itself, so that one which can't be doesn't take the
// others along.
func (b *batcher) commit(batch []write) {
	err := b.db.Write(context.Background(), func(tx *sql.Tx) error {
		for _, w := range batch {
			if err := w.do(tx); err != nil {
				return err
			}
		}
		return nil
	})
	for _, w := range batch {
		each := err
		if err != nil && len(batch) > 1 {
			each = b.db.Write(context.Background(), w.do)
		}
		if w.done != nil {
			w.done <- each
		}
	}
}

// close writes what is left.
func (b *batcher) close() {
	close(b.queue)
	b.idle.Wait()
}
