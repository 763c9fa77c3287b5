package store

import "context"

// Whose is whose every open review is, by its number: short enough to be asked for every second.
func (s *Store) Whose(ctx context.Context) (map[int64]string, error) {
	whose, err := s.whose(ctx)
	return whose, s.failedRead("the reviews", err)
}

func (s *Store) whose(ctx context.Context) (map[int64]string, error) {
	rows, err := s.read.QueryContext(ctx, "SELECT id, operator FROM reviews WHERE state = 'open'")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	whose := map[int64]string{}
	for rows.Next() {
		var id int64
		var operator string
		if err := rows.Scan(&id, &operator); err != nil {
			return nil, err
		}
		whose[id] = operator
	}
	return whose, rows.Err()
}
