package sheet

import "io"

// ahead inflates a part on another core while what has come is read.
type ahead struct {
	full  chan piece  // inflated, in order
	empty chan []byte // to be filled again
	stop  chan struct{}
	ended chan struct{}
	last  []byte // the buffer that rest is the end of
	rest  []byte
	err   error
}

// piece is a stretch of a part, with what came behind it: nil, io.EOF or damage.
type piece struct {
	data []byte
	err  error
}

// readAhead starts to read r. Whoever calls it calls close before r is used for anything else.
func readAhead(r io.Reader) *ahead {
	const buffers = 3
	a := &ahead{
		full: make(chan piece, buffers), empty: make(chan []byte, buffers),
		stop: make(chan struct{}), ended: make(chan struct{}),
	}
	for range buffers {
		a.empty <- make([]byte, window)
	}
	go a.run(r)
	return a
}

func (a *ahead) run(r io.Reader) {
	defer close(a.ended)
	for {
		select {
		case <-a.stop:
			return
		case buf := <-a.empty:
			n, err := fill(r, buf)
			a.full <- piece{buf[:n], err} // never waits: there are no more buffers than places
			if err != nil {
				return
			}
		}
	}
}

// fill reads until buf is full or there is an error.
func fill(r io.Reader, buf []byte) (n int, err error) {
	for n < len(buf) && err == nil {
		var more int
		more, err = r.Read(buf[n:])
		n += more
	}
	return n, err
}

// Read gives what was inflated, and the error behind it when all of it was given.
func (a *ahead) Read(p []byte) (int, error) {
	for len(a.rest) == 0 {
		if a.err != nil {
			return 0, a.err
		}
		if a.last != nil {
			a.empty <- a.last
		}
		next := <-a.full
		a.rest, a.err = next.data, next.err
		a.last = next.data[:cap(next.data)]
	}
	n := copy(p, a.rest)
	a.rest = a.rest[n:]
	return n, nil
}

// close ends the reading and waits until it has ended.
func (a *ahead) close() {
	close(a.stop)
	<-a.ended
}
