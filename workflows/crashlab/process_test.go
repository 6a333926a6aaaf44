package crashlab_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// The laboratory's processes are this test binary, started with one of these parts to play.
const (
	playVariable   = "SAYSO_CRASHLAB_PLAY"
	partVariable   = "SAYSO_CRASHLAB_PART"   // of an engine: "server" has its worker wait until it is asked for
	dirVariable    = "SAYSO_CRASHLAB_DIR"    // of the engine
	vendorVariable = "SAYSO_CRASHLAB_VENDOR" // its address
	roomVariable   = "SAYSO_CRASHLAB_ROOM"   // how many bytes a file of the engine may have
	joinVariable   = "SAYSO_CRASHLAB_JOIN"   // the address of another process's Temporal, for a worker beside it
)

func TestMain(m *testing.M) {
	plays := map[string]func() error{"vendor": playVendor, "engine": playEngine}
	play, ok := plays[os.Getenv(playVariable)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := play(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// process is one of the laboratory's processes.
type process struct {
	*exec.Cmd
	url    string // where it listens
	second string // what else it said as it was ready
	said   chan string
	stdin  io.Closer
	errs   *tail
}

// startProcess starts a process and waits until it is ready. What it says from then on comes through said, which is closed at its end.
func startProcess(ctx context.Context, program, play string, env ...string) (*process, error) {
	p := &process{Cmd: exec.CommandContext(ctx, program), said: make(chan string, 1000), errs: &tail{}}
	p.Env = append(append(os.Environ(), playVariable+"="+play), env...)
	p.Stderr = p.errs
	stdin, err := p.StdinPipe()
	if err != nil {
		return nil, err
	}
	p.stdin = stdin
	stdout, err := p.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.Start(); err != nil {
		return nil, err
	}
	lines := bufio.NewScanner(stdout)
	if !lines.Scan() || !strings.HasPrefix(lines.Text(), "ready ") {
		p.kill()
		return nil, fmt.Errorf("the %s doesn't start: %s %s", play, lines.Text(), p.errs)
	}
	p.url, p.second, _ = strings.Cut(strings.TrimPrefix(lines.Text(), "ready "), " ")
	go func() {
		defer close(p.said)
		for lines.Scan() {
			p.said <- lines.Text()
		}
	}()
	return p, nil
}

// kill ends the process as a power cut would.
func (p *process) kill() {
	_ = p.Process.Kill()
	_ = p.Wait()
}

// ask posts a request and reads the answer.
func (p *process) ask(ctx context.Context, path string, in, out any) error {
	return request(ctx, http.MethodPost, p.url+path, in, out)
}

func request(ctx context.Context, method, url string, in, out any) error {
	raw, err := json.Marshal(in)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(raw))
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return err
	}
	if resp.StatusCode >= 300 {
		return fmt.Errorf("%s: %s", resp.Status, strings.TrimSpace(string(body)))
	}
	if out == nil {
		return nil
	}
	return json.Unmarshal(body, out)
}

// tail keeps the last of what is written to it.
type tail struct {
	mu   sync.Mutex
	text []byte
}

func (t *tail) Write(p []byte) (int, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.text = append(t.text, p...)
	t.text = t.text[max(0, len(t.text)-4000):]
	return len(p), nil
}

func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	return string(t.text)
}

// startVendor starts a vendor that lives as long as the test.
func startVendor(t *testing.T, dir string) *process {
	t.Helper()
	v, err := startProcess(t.Context(), os.Args[0], "vendor", dirVariable+"="+dir)
	require.NoError(t, err)
	t.Cleanup(func() { v.stdin.Close(); v.kill() })
	return v
}
