package store

// column ties a field of a record to its place in the struct and, under the same name, to its column in SQL.
type column[T any] struct {
	field Field
	get   func(*T) string
	set   func(*T, string)
}

func text[T any, S ~string](field Field, at func(*T) *S) column[T] {
	return column[T]{field, func(r *T) string { return string(*at(r)) }, func(r *T, v string) { *at(r) = S(v) }}
}

var siteColumns = []column[Site]{
	text(FieldCode, func(s *Site) *string { return &s.Code }),
	text(FieldName, func(s *Site) *string { return &s.Name }),
	text(FieldSolution, func(s *Site) *Solution { return &s.Solution }),
}

var deviceColumns = []column[Device]{
	text(FieldSerial, func(d *Device) *string { return &d.Serial }),
	text(FieldAssetTag, func(d *Device) *string { return &d.AssetTag }),
	text(FieldModel, func(d *Device) *string { return &d.Model }),
	text(FieldPlatform, func(d *Device) *Platform { return &d.Platform }),
	text(FieldSite, func(d *Device) *string { return &d.Site }),
	text(FieldUsername, func(d *Device) *string { return &d.Username }),
	text(FieldFullName, func(d *Device) *string { return &d.FullName }),
	text(FieldEmail, func(d *Device) *string { return &d.Email }),
	text(FieldPhone, func(d *Device) *string { return &d.Phone }),
	text(FieldPosition, func(d *Device) *string { return &d.Position }),
	text(FieldDepartment, func(d *Device) *string { return &d.Department }),
	text(FieldBuilding, func(d *Device) *string { return &d.Building }),
	text(FieldRoom, func(d *Device) *string { return &d.Room }),
	text(FieldOwnership, func(d *Device) *string { return &d.Ownership }),
}

var userColumns = []column[User]{
	text(FieldUserID, func(u *User) *string { return &u.UserID }),
	text(FieldFullName, func(u *User) *string { return &u.FullName }),
	text(FieldEmail, func(u *User) *string { return &u.Email }),
	text(FieldPhone, func(u *User) *string { return &u.Phone }),
	text(FieldPosition, func(u *User) *string { return &u.Position }),
	text(FieldManagedAppleAccount, func(u *User) *string { return &u.ManagedAppleAccount }),
	text(FieldDomain, func(u *User) *string { return &u.Domain }),
	text(FieldGrade, func(u *User) *string { return &u.Grade }),
	text(FieldType, func(u *User) *string { return &u.Type }),
	text(FieldGroups, func(u *User) *string { return &u.Groups }),
	text(FieldLocations, func(u *User) *string { return &u.Locations }),
	text(FieldSite, func(u *User) *string { return &u.Site }),
	{FieldDeparting, func(u *User) string { return yes(u.Departing) }, func(u *User, v string) { u.Departing = v == "yes" }},
	text(FieldInvitation, func(u *User) *Invitation { return &u.Invitation }),
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func find[T any](columns []column[T], f Field) *column[T] {
	for i := range columns {
		if columns[i].field == f {
			return &columns[i]
		}
	}
	return nil
}

func get[T any](columns []column[T], r *T, f Field) string {
	if c := find(columns, f); c != nil {
		return c.get(r)
	}
	return ""
}

func put[T any](columns []column[T], r *T, f Field, v string) {
	if c := find(columns, f); c != nil {
		c.set(r, v)
	}
}

// filled lists every value that is not empty, as a creation writes it.
func filled[T any](columns []column[T], r *T) []FieldChange {
	changes := make([]FieldChange, 0, len(columns))
	for _, c := range columns {
		if v := c.get(r); v != "" {
			changes = append(changes, FieldChange{Field: c.field, New: v})
		}
	}
	return changes
}

func names[T any](columns []column[T]) []string {
	list := make([]string, len(columns))
	for i, c := range columns {
		list[i] = string(c.field)
	}
	return list
}

// Get returns a field's value as text; a field that a site has not is empty.
func (s *Site) Get(f Field) string { return get(siteColumns, s, f) }

// Set writes a field; a field that a site has not is ignored.
func (s *Site) Set(f Field, v string) { put(siteColumns, s, f, v) }

// Get returns a field's value as text; a field that a device has not is empty.
func (d *Device) Get(f Field) string { return get(deviceColumns, d, f) }

// Set writes a field; a field that a device has not is ignored.
func (d *Device) Set(f Field, v string) { put(deviceColumns, d, f, v) }

// Get returns a field's value as text; a field that a user has not is empty.
func (u *User) Get(f Field) string { return get(userColumns, u, f) }

// Set writes a field; a field that a user has not is ignored.
func (u *User) Set(f Field, v string) { put(userColumns, u, f, v) }

// SiteFields lists every value of a new site, for a Change.
func SiteFields(s Site) []FieldChange { return filled(siteColumns, &s) }

// DeviceFields lists every value of a new device, for a Change.
func DeviceFields(d Device) []FieldChange { return filled(deviceColumns, &d) }

// UserFields lists every value of a new user, for a Change.
func UserFields(u User) []FieldChange { return filled(userColumns, &u) }

var fieldsOfKind = map[Kind][]Field{
	KindSite: fields(siteColumns), KindDevice: fields(deviceColumns), KindUser: fields(userColumns),
	KindScope: fields(scopeColumns), KindMember: fields(memberColumns), KindChecklist: fields(checklistColumns),
	KindGroup: fields(groupColumns), KindLocation: fields(locationColumns), KindClass: fields(classColumns),
	KindRoster: fields(rosterColumns), KindRequest: fields(requestColumns),
}

func fields[T any](columns []column[T]) []Field {
	list := make([]Field, len(columns))
	for i, c := range columns {
		list[i] = c.field
	}
	return list
}

// Fields are the names of a kind's fields in the order of the record. The list is shared: it is read only.
func Fields(k Kind) []Field { return fieldsOfKind[k] }
