package store

import (
	"context"
	"fmt"
)

// DeviceNumbers are the numbers under which the devices lie in their table, beside AllDevices. Nil where they were not
// asked for. A record keeps its number while it is on record; one that is gone may leave it to another.
func (r *Records) DeviceNumbers() []int64 { return r.numbers[KindDevice] }

// UserNumbers are those of the people, beside AllUsers.
func (r *Records) UserNumbers() []int64 { return r.numbers[KindUser] }

// ClassNumbers are those of the classes, by key.
func (r *Records) ClassNumbers() map[string]int64 { return r.keyed[KindClass] }

// RosterNumbers are those of the places in classes, by key.
func (r *Records) RosterNumbers() map[string]int64 { return r.keyed[KindRoster] }

// readNumbers reads the numbers of all that was read, in its order.
func (r *Records) readNumbers(ctx context.Context, q querier) error {
	r.numbers = map[Kind][]int64{}
	for kind, rows := range map[Kind]int{KindDevice: len(r.devices), KindUser: len(r.users)} {
		list, err := numbersIn(ctx, q, tableOf(kind).name, rows)
		if err != nil {
			return err
		}
		if len(list) != rows { // both were read as of one moment
			return fmt.Errorf("%s has %d numbers for %d records", kind, len(list), rows)
		}
		r.numbers[kind] = list
	}
	r.keyed = map[Kind]map[string]int64{}
	for kind, column := range map[Kind]string{KindClass: "class_key", KindRoster: "roster_key"} {
		list, err := keyedIn(ctx, q, tableOf(kind).name, column)
		if err != nil {
			return err
		}
		r.keyed[kind] = list
	}
	return nil
}

func keyedIn(ctx context.Context, q querier, table, column string) (map[string]int64, error) {
	found, err := q.QueryContext(ctx, "SELECT id, "+column+" FROM "+table)
	if err != nil {
		return nil, err
	}
	defer found.Close()
	list := map[string]int64{}
	for found.Next() {
		var id int64
		var key string
		if err := found.Scan(&id, &key); err != nil {
			return nil, err
		}
		list[key] = id
	}
	return list, found.Err()
}

func numbersIn(ctx context.Context, q querier, table string, rows int) ([]int64, error) {
	found, err := q.QueryContext(ctx, "SELECT id FROM "+table+" ORDER BY id")
	if err != nil {
		return nil, err
	}
	defer found.Close()
	list := make([]int64, 0, rows)
	for found.Next() {
		var id int64
		if err := found.Scan(&id); err != nil {
			return nil, err
		}
		list = append(list, id)
	}
	return list, found.Err()
}
