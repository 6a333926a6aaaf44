package activities

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"sayso/activities/crash"
	"sayso/connectors"
)

// Do carries out an action, once, however often it is called for the same step.
func (a *Activities) Do(ctx context.Context, action string, s Step) (Result, error) {
	b, err := a.bind(ctx, action, s, a.now())
	if err != nil {
		return a.whilePaused(ctx, action, s, err)
	}
	if b.op.Effect == connectors.Read {
		return a.read(ctx, b, s)
	}
	crash.At(crash.BeforeClaim, s.Workflow, s.Path)
	row, fresh, err := a.Ledger.Claim(ctx, a.plan(b, s))
	if err != nil {
		return Result{}, notRecorded(err)
	}
	if err := a.begins(ctx, b, s, row, fresh); err != nil {
		return Result{}, err
	}
	b.call.Now = row.Begun
	if row.State == Undoing || row.State == Undone {
		return Result{}, connectors.Errorf(connectors.Conflict, "this step was already undone")
	}
	if row.Fingerprint != s.fingerprint(action) {
		return Result{}, connectors.Errorf(connectors.Invalid, "this step was already begun with another input; start a new run")
	}
	if fresh && !b.forgotten {
		return a.send(ctx, b, row)
	}
	row = a.doubted(s, row)
	switch row.State {
	case Confirmed, Reconciled:
		return Result{Output: row.Output}, nil
	case Sent, Unknown:
		out, verdict, err := a.doubt(ctx, b, row, nil)
		if verdict == happened || err != nil {
			return Result{Output: out}, err
		}
		b.doubtful = verdict == harmless
	}
	row.State = Claimed
	result, err := a.send(ctx, b, row)
	switch {
	case err == nil || !b.doubtful:
		return result, err
	case b.op.Find != nil && !connectors.KindOf(err).Rule().Retry: // that it was refused proves nothing, but a later look may
		return Result{}, notYet(b.op.Lag+stall, err)
	}
	return Result{}, stillUnknown(err)
}

// read carries out an action that changes nothing.
func (a *Activities) read(ctx context.Context, b bound, s Step) (Result, error) {
	if s.Quick {
		row, ok, err := a.Ledger.Get(ctx, b.call.Key)
		if err != nil {
			return Result{}, notRecorded(err)
		}
		if ok {
			return Result{Output: row.Output}, nil
		}
	}
	out, err := b.op.Do(b.trace(ctx, "read"), b.call)
	if err != nil {
		return Result{}, err
	}
	row := a.plan(b, s)
	row.State, row.Output, row.SentAt = Confirmed, out, time.Time{}
	if err := a.Ledger.Note(ctx, row); err != nil {
		return Result{}, notRecorded(err)
	}
	return Result{Output: out}, nil
}

// plan makes the row that says what is intended.
func (a *Activities) plan(b bound, s Step) Effect {
	state := Claimed
	sent := time.Time{}
	if b.op.Before == nil && !b.op.Announces { // nothing comes ahead of the call, so that one commit serves for both
		state, sent = Sent, a.now()
	}
	if b.forgotten {
		state, sent = Sent, a.Restored
	}
	return Effect{Key: s.Key(), Fingerprint: s.fingerprint(b.op.Ref()), Run: s.Workflow, Path: s.Path, Action: b.op.Ref(),
		Connection: s.Connection, Says: s.Says, Lang: s.Lang, Input: s.With, State: state, Attempt: 1, Begun: a.now(), SentAt: sent}
}

// send reads the before-image, commits that the effect is on its way, and calls the vendor.
func (a *Activities) send(ctx context.Context, b bound, row Effect) (Result, error) {
	if b.op.Before != nil && len(row.Before) == 0 {
		before, err := b.op.Before(b.trace(ctx, "before"), b.call)
		if err != nil {
			return Result{}, beforeSend(err)
		}
		row.Before = before
	}
	sending := func(ctx context.Context) error {
		row.State, row.SentAt, row.Error = Sent, a.now(), ""
		return a.update(ctx, row)
	}
	switch {
	case b.op.Announces:
		b.call.Sending = sending
	case row.State != Sent:
		if err := sending(ctx); err != nil {
			return Result{}, err
		}
	}
	crash.At(crash.Claimed, row.Run, row.Path)
	if err := ctx.Err(); err != nil {
		// The time was over before anything went out. The row may say SENT; the next attempt finds out.
		return Result{}, connectors.Errorf(connectors.Unavailable, "the step's time was over before it was sent: %w", err)
	}
	if row.State == Sent {
		if err := a.fence(ctx, &row, row.SentAt); err != nil {
			return Result{}, err
		}
	}
	out, err := b.op.Do(b.trace(ctx, "do"), b.call)
	crash.At(crash.AnswerRead, row.Run, row.Path)
	if row.State == Claimed && connectors.KindOf(err) == connectors.Unknown {
		err = beforeSend(err) // it was never announced, so there is no doubt
	}
	switch {
	case err == nil:
		return a.confirm(ctx, row, Confirmed, out)
	case connectors.KindOf(err) != connectors.Unknown:
		return Result{}, a.failed(ctx, b, row, err)
	case ctx.Err() != nil:
		return Result{}, err // no time left to look for it; the next attempt does
	}
	out, verdict, doubtErr := a.doubt(ctx, b, row, err)
	switch {
	case doubtErr != nil || verdict == happened:
		return Result{Output: out}, doubtErr
	case verdict == absent:
		e := *connectors.AsError(err)
		e.Kind = connectors.Unavailable
		return Result{}, a.failed(ctx, b, row, &e)
	}
	return Result{}, err // harmless to send again, which Temporal does
}

// stall is how long an attempt may stand still ahead of what counts without looking whether it is still its turn. It is well below the time
// after which a step is given to somebody else.
const stall = 500 * time.Millisecond

// begins refuses an attempt that stood still ahead of its claim, where the run begins nothing any more: it was cancelled, or failed.
func (a *Activities) begins(ctx context.Context, b bound, s Step, row Effect, fresh bool) error {
	if s.Undoes || s.begun.IsZero() || a.now().Sub(s.begun) < stall || row.State.Settled() {
		return nil
	}
	_, over, err := a.Ledger.Get(ctx, s.ending())
	switch {
	case err != nil:
		return notRecorded(err)
	case !over:
		return nil
	}
	cause := connectors.Errorf(connectors.Conflict, "the run is over, and begins nothing any more")
	if !fresh { // what an earlier attempt did, or may have done, stands in the row
		return cause
	}
	return a.failed(ctx, b, row, cause)
}

// fence keeps an attempt that stood still, as on a machine that was suspended, from sending what a newer one may have done, found or taken
// back in the meantime. since is when the attempt last knew that it was its turn.
func (a *Activities) fence(ctx context.Context, row *Effect, since time.Time) error {
	if a.now().Sub(since) < stall {
		return nil
	}
	if row.State == Sent {
		row.SentAt = a.now()
	}
	return a.update(ctx, *row)
}

// failed records that the attempt did nothing, and gives the error on. So the effect certainly did not happen, unless an earlier attempt
// is in doubt: that this one was refused proves nothing about it.
func (a *Activities) failed(ctx context.Context, b bound, row Effect, cause error) error {
	row.State, row.Error = Failed, cause.Error()
	if b.doubtful {
		row.State = Unknown
	}
	if err := a.update(context.WithoutCancel(ctx), row); err != nil {
		return err
	}
	return cause
}

// verdict is what is known of an effect that was sent and not confirmed.
type verdict int

const (
	harmless verdict = iota // unknown, and sending it again can't do it twice
	absent                  // it did not happen
	happened                // it did, and is recorded
)

// doubt finds out about an effect that was sent and not confirmed. Its error says that it must not be sent again, for now or until
// a person decides. cause is what the send itself returned, if that was just now.
func (a *Activities) doubt(ctx context.Context, b bound, row Effect, cause error) (json.RawMessage, verdict, error) {
	found := connectors.FoundCannotTell
	if b.op.Find != nil {
		var out json.RawMessage
		var err error
		out, found, err = b.op.Find(b.trace(ctx, "find"), b.call)
		switch {
		case err != nil && b.op.Once.Resend():
			return nil, harmless, nil
		case err != nil:
			return nil, harmless, stillUnknown(err)
		case found == connectors.FoundYes:
			_, err := a.confirm(ctx, row, Reconciled, out)
			return out, happened, err
		}
	}
	wait := a.lookAgain(b, row)
	switch {
	case b.forgotten && a.keptHere(b.op):
	case found == connectors.FoundNo && wait <= 0:
		return nil, absent, nil
	case b.op.Once.Resend():
		return nil, harmless, nil
	case found == connectors.FoundNo:
		return nil, harmless, notYet(wait, cause)
	}
	row.State, row.Error = Unknown, lostAnswer(b.forgotten)
	if cause != nil {
		row.Error = cause.Error()
	}
	if err := a.update(ctx, row); err != nil {
		return nil, harmless, err
	}
	return nil, harmless, &connectors.Error{Kind: connectors.Unknown, Code: CodeAsk, Message: row.Error, Err: cause}
}

// lookAgain tells when to look again for an effect that a look-up didn't find, 0 for never: a "no" within the action's Lag is no
// proof. The pauses grow, for most indexes are far quicker than they promise. What another attempt was about to send may go out a little
// later than it says.
func (a *Activities) lookAgain(b bound, row Effect) time.Duration {
	elapsed := a.clock.elapsed(a.now(), row.SentAt)
	return min(b.op.Lag+stall-elapsed, max(4*time.Second, 3*elapsed))
}

func notYet(wait time.Duration, cause error) error {
	return &connectors.Error{Kind: connectors.Unknown, Code: "not_found_yet", RetryAfter: wait, Err: cause,
		Message: "the answer was lost, and the app may not show it yet; looking again in " + wait.Round(time.Second).String()}
}

// CodeAsk is the code of an error after which only a person can tell what happened.
const CodeAsk = "outcome_unknown"

func (a *Activities) confirm(ctx context.Context, row Effect, state State, out json.RawMessage) (Result, error) {
	row.State, row.Output, row.Error = state, out, ""
	// The effect is a fact, so it is recorded even if the step's time is just over.
	ctx = context.WithoutCancel(ctx)
	mine, err := a.Ledger.Update(ctx, row)
	for err == nil && !mine {
		// It is a fact also for whoever has claimed the row since, unless they know of it, and may have taken it back by now.
		now, known, lost := a.Ledger.Get(ctx, row.Key)
		if err = lost; err == nil && !known {
			err = errors.New("its row is gone")
		}
		if err != nil || now.State.Settled() {
			break
		}
		row.Attempt = now.Attempt
		mine, err = a.Ledger.Update(ctx, row)
	}
	if err != nil {
		return Result{}, &connectors.Error{Kind: connectors.Unknown, Code: "not_recorded", Message: "it was done, but that could not be recorded: " + err.Error(), Err: err}
	}
	crash.At(crash.Recorded, row.Run, row.Path)
	return Result{Output: out}, nil
}

// update records a change and refuses to go on where a newer attempt has taken over.
func (a *Activities) update(ctx context.Context, row Effect) error {
	ok, err := a.Ledger.Update(ctx, row)
	if err != nil {
		return notRecorded(err)
	}
	if !ok {
		return superseded()
	}
	return nil
}

// superseded is the error of an attempt that was thought lost and came back to life: the newer one does the work.
func superseded() error {
	return connectors.Errorf(connectors.Unavailable, "a newer attempt at this step has taken over")
}

// notRecorded is the error of a ledger that can't be written: nothing may be sent then.
func notRecorded(err error) error {
	return &connectors.Error{Kind: connectors.Unavailable, Code: "not_recorded", Message: "the effect ledger can't be written: " + err.Error(), Err: err}
}

// beforeSend keeps an error of a read ahead of the send from looking like doubt: nothing was sent.
func beforeSend(err error) error {
	if err == nil || connectors.KindOf(err) != connectors.Unknown {
		return err
	}
	e := *connectors.AsError(err)
	e.Kind = connectors.Unavailable
	return &e
}

// stillUnknown keeps an error of a look-up, or of another attempt, from looking like an answer: whatever stopped it, the doubt remains.
func stillUnknown(err error) error {
	e := *connectors.AsError(err)
	kind := e.Kind
	e.Kind = connectors.Unknown
	if !kind.Rule().Retry {
		e.Code = CodeAsk
	}
	return &e
}
