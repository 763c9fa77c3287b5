package store

import "strings"

// Kind says which table a record, a change or a history entry is about.
type Kind string

// The kinds of record.
const (
	KindSite   Kind = "site"
	KindDevice Kind = "device"
	KindUser   Kind = "user"
	// KindScope is a school-bought assignment, KindMember a user in one.
	KindScope     Kind = "scope"
	KindMember    Kind = "member"
	KindChecklist Kind = "checklist"
	// KindReview is the record that a draft of a review names: what is being typed into it is found in the review.
	KindReview   Kind = "review"
	KindGroup    Kind = "group"
	KindLocation Kind = "location"
	KindClass    Kind = "class"
	// KindRoster is a person in a class, KindRequest an enrolment request.
	KindRoster  Kind = "roster"
	KindRequest Kind = "request"
)

// Field names one value of a record: the same word in the schema, in JSON, in queries and on screen.
type Field string

// The fields of the records. A device's User & Location block is Username to Room.
const (
	FieldSerial              Field = "serial"
	FieldAssetTag            Field = "asset_tag"
	FieldModel               Field = "model"
	FieldPlatform            Field = "platform"
	FieldSite                Field = "site"
	FieldUsername            Field = "username"
	FieldUserID              Field = "user_id"
	FieldFullName            Field = "full_name"
	FieldEmail               Field = "email"
	FieldPhone               Field = "phone"
	FieldPosition            Field = "position"
	FieldDepartment          Field = "department"
	FieldBuilding            Field = "building"
	FieldRoom                Field = "room"
	FieldManagedAppleAccount Field = "managed_apple_account"
	FieldDomain              Field = "domain"
	FieldGrade               Field = "grade"
	FieldDeparting           Field = "departing"
	FieldInvitation          Field = "invitation"
	FieldCode                Field = "code"
	FieldName                Field = "name"
	FieldSolution            Field = "solution"
	FieldScope               Field = "scope"
	FieldTitle               Field = "title"
	FieldNumber              Field = "number"
	FieldProcedure           Field = "procedure"
	FieldDevices             Field = "devices"
	FieldState               Field = "state"
	FieldOwner               Field = "owner"
	FieldSender              Field = "sender"
	FieldStep                Field = "step"
	FieldNote                Field = "note"
	FieldPassed              Field = "passed"
	FieldType                Field = "type"
	FieldGroups              Field = "groups"
	FieldLocations           Field = "locations"
	FieldOwnership           Field = "ownership"
	FieldClass               Field = "class"
	FieldCourse              Field = "course"
	FieldLocation            Field = "location"
	FieldRole                Field = "role"
	FieldUserEnrollment      Field = "user_enrollment"
	FieldOverrideMode        Field = "override_mode"
	FieldComments            Field = "comments"
)

// Label is the field's name for people: "asset_tag" reads "Asset Tag".
func (f Field) Label() string {
	if label, ok := fieldLabels[f]; ok {
		return label
	}
	words := strings.Split(string(f), "_")
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

var fieldLabels = map[Field]string{
	FieldUserID: "User ID",
	FieldSerial: "Serial Number",
	FieldClass:  "Class ID",
	// R-61 calls them so.
	FieldUserEnrollment: "Enroll Using iOS User Enrollment",
	FieldOverrideMode:   "Override Authentication Mode",
}

// Solution is what a school hands out: iPads for all with a Mac for staff, or Macs.
type Solution string

// The two solutions of the state programme.
const (
	SolutionPrimary   Solution = "primary"
	SolutionAlternate Solution = "alternate"
)

// Site is one school.
type Site struct {
	Code     string // key, upper case, as typed on the command line
	Name     string
	Solution Solution
	Version  int64 // id of the history entry that wrote it last; 0 is not on record
}

// Device is one device record. Serial is its key.
type Device struct {
	Serial     string
	AssetTag   string
	Model      string
	Platform   Platform
	Site       string
	Username   string
	FullName   string
	Email      string
	Phone      string
	Position   string
	Department string
	Building   string
	Room       string
	Ownership  string // "Corporate" or "Personal"; empty where nobody said
	Version    int64  // id of the history entry that wrote it last; 0 is not on record
}

// Placeholder reports whether Username is the device's own serial: nobody holds it.
func (d *Device) Placeholder() bool {
	return d.Username != "" && strings.EqualFold(d.Username, d.Serial)
}

// Held reports whether somebody's User ID is on the device.
func (d *Device) Held() bool { return d.Username != "" && !d.Placeholder() }

// Kind tells the sort of device from the asset tag, or from the model where the tag cannot.
func (d *Device) Kind() DeviceKind { return KindOf(d.AssetTag, d.Model) }

// KindName is the sort of device in words: the kind of R-04, or the model where neither tag nor model tells it.
func (d *Device) KindName() string {
	switch k := d.Kind(); k {
	case DeviceUnknown, DeviceMac, DeviceIPad:
		return d.Model
	default:
		return string(k)
	}
}

// Invitation is how far a person's invitation to Managed Distribution has come.
type Invitation string

// The states of an invitation; the empty one was never sent.
const (
	InvitationNone     Invitation = ""
	InvitationInvited  Invitation = "invited"
	InvitationAccepted Invitation = "accepted"
	InvitationRevoked  Invitation = "revoked"
)

// User is one person. The key is the User ID folded to lower case.
type User struct {
	UserID              string // as typed
	FullName            string
	Email               string
	Phone               string
	Position            string
	ManagedAppleAccount string
	Domain              string
	Grade               string
	Type                string // student, teacher or staff, as a roster has it
	Groups              string // names, apart by ListMark
	Locations           string // codes, apart by ListMark
	Site                string
	Departing           bool // marked as leaving, not yet revoked
	Invitation          Invitation
	Version             int64 // id of the history entry that wrote it last; 0 is not on record
}

// Key is the folded User ID under which the person is on record.
func (u *User) Key() string { return UserKey(u.UserID) }

// UserKey folds a User ID for comparison: R-01 compares without regard to case.
func UserKey(userID string) string { return strings.ToLower(userID) }
