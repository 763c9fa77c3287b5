package store

import (
	"context"
	"strings"
)

// Request is an enrolment request: what a person was asked to enrol. There is one for each platform, so that
// the same request asked again is the same (D).
type Request struct {
	UserID         string
	Platform       string // as the vendor spells it: "iOS"
	Ownership      string // "Employee Owned"
	UserEnrollment string // "Yes", "No" or empty: Enroll Using iOS User Enrollment
	OverrideMode   string // Override Authentication Mode
	Comments       string
	Version        int64
}

// Key is the request's key: the folded User ID, and the platform.
func (r *Request) Key() string { return RequestKey(r.UserID, r.Platform) }

// RequestKey is the key of a person's request for a platform.
func RequestKey(userID, platform string) string { return UserKey(userID) + "/" + plainLower(platform) }

// Type is the request's type as the vendor shows it.
func (r *Request) Type() string {
	if r.UserEnrollment == "Yes" {
		return "MDM (Apple User Enrollment)"
	}
	return "MDM"
}

var requestColumns = []column[Request]{
	text(FieldUserID, func(r *Request) *string { return &r.UserID }),
	text(FieldPlatform, func(r *Request) *string { return &r.Platform }),
	text(FieldOwnership, func(r *Request) *string { return &r.Ownership }),
	text(FieldUserEnrollment, func(r *Request) *string { return &r.UserEnrollment }),
	text(FieldOverrideMode, func(r *Request) *string { return &r.OverrideMode }),
	text(FieldComments, func(r *Request) *string { return &r.Comments }),
}

var requestKind = kind[Request]{"requests", requestColumns, func(r *Request) *int64 { return &r.Version }, false}

// RequestFields lists every value of a new request, for a Change.
func RequestFields(r Request) []FieldChange { return filled(requestColumns, &r) }

// Get returns a field's value as text; a field that a request has not is empty.
func (r *Request) Get(f Field) string { return get(requestColumns, r, f) }

// Set writes a field; a field that a request has not is ignored.
func (r *Request) Set(f Field, v string) { put(requestColumns, r, f, v) }

// Requests lists the enrolment requests, by person and platform.
func (s *Store) Requests(ctx context.Context) ([]Request, error) {
	list, err := requestKind.where(ctx, s.read, "ORDER BY request_key")
	return list, s.failedRead("the enrolment requests", err)
}

// RequestsOf lists the enrolment requests of a person, by platform.
func (s *Store) RequestsOf(ctx context.Context, userID string) ([]Request, error) {
	list, err := requestKind.where(ctx, s.read, "WHERE lower(user_id) = ? ORDER BY request_key", UserKey(userID))
	return list, s.failedRead("the enrolment requests of a user", err)
}

// readRequests reads the requests of the people that a file names; all of them where it names whole.
func (r *Records) readRequests(ctx context.Context, q querier, userIDs []string) error {
	condition, args := "WHERE lower(user_id) IN "+inSet, []any{set(folded(userIDs))}
	if r.whole {
		condition, args = "", nil
	}
	list, err := requestKind.where(ctx, q, condition, args...)
	r.PutRequests(list)
	return err
}

// PutRequests adds enrolment requests to a picture made by NewRecords.
func (r *Records) PutRequests(list []Request) {
	r.requests = make(map[string]Request, len(list))
	for i := range list {
		r.requests[list[i].Key()] = list[i]
	}
}

// Request finds a person's request for a platform, in any letter case; nil if there is none.
func (r *Records) Request(userID, platform string) *Request {
	q, ok := r.requests[RequestKey(strings.TrimSpace(userID), platform)]
	if !ok {
		return nil
	}
	return &q
}
