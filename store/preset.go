package store

// Preset is a view that everybody has: what a tech lead looks for first.
type Preset struct {
	Key   string // one letter, for the menu of views
	Name  string
	Query string
}

// notHandedOut are the devices that nobody holds as a rule.
const notHandedOut = `!kind:"Apple TV" !kind:"caching server"`

var presets = map[Kind][]Preset{
	KindDevice: {
		{"w", "Devices without a user", "held:no " + notHandedOut},
		{"p", "Placeholders", "placeholder:yes"},
		{"n", "Devices with an empty Username", "username: " + notHandedOut},
		{"c", "Changed this week", "changed:<7d"},
	},
	KindUser: {
		{"w", "Users without a device", "held:no"},
		{"a", "Users without a Managed Apple Account", "managed_apple_account:"},
		{"m", "Users with more than one device", "several:yes"},
		{"d", "Departing, not yet revoked", "departing:yes"},
		{"i", "Invited, not yet accepted", "invitation:invited"},
		{"c", "Changed this week", "changed:<7d"},
	},
}

// Presets are the views of Homeroom's own. The list is shared: it is read only.
func Presets(record Kind) []Preset { return presets[record] }
