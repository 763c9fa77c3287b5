package store

import "context"

// AllDevices are the device records of the picture, in the order in which they came on record.
func (r *Records) AllDevices() []Device { return parsed(&deviceKind, r.devices) }

// AllUsers are the user records of the picture, in the order in which they came on record.
func (r *Records) AllUsers() []User { return parsed(&userKind, r.users) }

// AllRequests are the enrolment requests of the picture.
func (r *Records) AllRequests() []Request {
	list := make([]Request, 0, len(r.requests))
	for _, q := range r.requests {
		list = append(list, q)
	}
	return list
}

func parsed[T any](k *kind[T], rows []string) []T {
	list := make([]T, len(rows))
	for i, row := range rows {
		_ = k.parse(row, &list[i]) // checked when it was read
	}
	return list
}

// Whole reads wholeStore on record, as of one moment.
func (s *Store) Whole(ctx context.Context) (*Records, error) {
	r, err := s.records(ctx, Wanted{}, wholeStore)
	return r, s.failedRead("the records", err)
}

// wholeStore is a number of rows for which nothing but the whole will do.
const wholeStore = 1 << 40
