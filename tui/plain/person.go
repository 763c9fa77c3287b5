package plain

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

// person asks the person at In and reads the answers, a line each.
type person struct {
	ctx context.Context // ends with ctrl+c
	in  *bufio.Reader
	out io.Writer // questions are messages: standard error

	// What is said of the work where no answer comes, or the answer is No, and what to do then.
	unwritten, nothing, remedy string
}

func (a *app) person(ctx context.Context) *person {
	return &person{ctx, bufio.NewReader(a.In), a.Err, "nothing was written", "nothing was saved", "answer the questions, or add --yes"}
}

// keeping makes it the person of a kept review: nothing of what was answered is lost.
func (p *person) keeping() *person {
	p.nothing = "nothing was saved, and what was decided is kept"
	p.unwritten, p.remedy = p.nothing, "give the same command again to go on there"
	return p
}

// ask puts the question and returns the answer without blanks around it. It is an error when none comes, and a
// *rejected error when the person stops the program instead.
func (p *person) ask(question string) (string, error) {
	fmt.Fprint(p.out, question+" ")
	type answer struct {
		line string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		line, err := p.in.ReadString('\n')
		answers <- answer{line, err}
	}()
	select {
	case <-p.ctx.Done():
		fmt.Fprintln(p.out)
		return "", &rejected{"stopped; " + p.unwritten}
	case a := <-answers:
		if a.err != nil && (a.line == "" || !errors.Is(a.err, io.EOF)) {
			fmt.Fprintln(p.out)
			return "", wrongUse("no answer came, so "+p.unwritten, p.remedy)
		}
		return strings.TrimSpace(a.line), nil
	}
}

// yes asks a question whose answer is No unless Yes is typed.
func (p *person) yes(question string) (bool, error) {
	answer, err := p.ask(question + " [y/N]")
	answer = strings.ToLower(answer)
	return answer == "y" || answer == "yes", err
}

// number asks for n to be typed.
func (p *person) number(question string, n int) (bool, error) {
	answer, err := p.ask(fmt.Sprintf("%s Type the number %d to save, anything else stops:", question, n))
	return answer == strconv.Itoa(n), err
}
