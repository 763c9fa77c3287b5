package store

import "strings"

// Platform is what a device runs; the empty one is not known.
type Platform string

// The platforms.
const (
	PlatformUnknown Platform = ""
	PlatformIOS     Platform = "iOS"
	PlatformMacOS   Platform = "macOS"
	PlatformTVOS    Platform = "tvOS"
)

// DeviceKind is the sort of device that the rules of the state programme speak of.
type DeviceKind string

// The kinds of R-04.
const (
	DeviceUnknown        DeviceKind = ""
	DeviceMacBookAir11   DeviceKind = `MacBook Air 11"`
	DeviceMacBookAir13   DeviceKind = `MacBook Air 13"`
	DeviceIPadRetina     DeviceKind = "iPad Retina"
	DeviceIPadMini       DeviceKind = "iPad mini"
	DeviceCachingServer  DeviceKind = "Mac mini caching server"
	DeviceAppleTV        DeviceKind = "Apple TV"
	DeviceIPadAir        DeviceKind = "iPad Air"
	DeviceIPadMiniRetina DeviceKind = "iPad mini Retina"
	DeviceMac            DeviceKind = "Mac"
	DeviceIPad           DeviceKind = "iPad"
)

var kindByTag = map[byte]DeviceKind{
	'2': DeviceMacBookAir11,
	'3': DeviceMacBookAir13,
	'4': DeviceIPadRetina,
	'5': DeviceIPadMini,
	'6': DeviceCachingServer,
	'7': DeviceAppleTV,
	'8': DeviceIPadAir,
	'9': DeviceIPadMiniRetina,
}

// kindByModel is searched in order; the words are lower case.
var kindByModel = []struct {
	words string
	kind  DeviceKind
}{
	{"ipad mini retina", DeviceIPadMiniRetina},
	{"ipad mini", DeviceIPadMini},
	{"ipad air", DeviceIPadAir},
	{"ipad retina", DeviceIPadRetina},
	{"ipad", DeviceIPad},
	{"apple tv", DeviceAppleTV},
	{"appletv", DeviceAppleTV},
	{"caching server", DeviceCachingServer},
	{"macbook air 11", DeviceMacBookAir11},
	{"macbook air 13", DeviceMacBookAir13},
	{"mac", DeviceMac},
}

// KindOf tells the sort of device. A seven-digit asset tag decides; six-digit tags are older
// machines whose first digit means something else, so there and elsewhere the model's words decide.
func KindOf(assetTag, model string) DeviceKind {
	if kind, ok := kindByTag[first(assetTag)]; ok && sevenDigits(assetTag) {
		return kind
	}
	model = strings.ToLower(model)
	for _, m := range kindByModel {
		if strings.Contains(model, m.words) {
			return m.kind
		}
	}
	return DeviceUnknown
}

// Platform is what devices of this kind run.
func (k DeviceKind) Platform() Platform {
	switch k {
	case DeviceIPad, DeviceIPadRetina, DeviceIPadMini, DeviceIPadAir, DeviceIPadMiniRetina:
		return PlatformIOS
	case DeviceMac, DeviceMacBookAir11, DeviceMacBookAir13, DeviceCachingServer:
		return PlatformMacOS
	case DeviceAppleTV:
		return PlatformTVOS
	}
	return PlatformUnknown
}

// IPadMini reports whether R-12 speaks of this kind.
func (k DeviceKind) IPadMini() bool { return k == DeviceIPadMini || k == DeviceIPadMiniRetina }

func first(s string) byte {
	if s == "" {
		return 0
	}
	return s[0]
}

func sevenDigits(tag string) bool {
	if len(tag) != 7 {
		return false
	}
	for i := range len(tag) {
		if tag[i] < '0' || tag[i] > '9' {
			return false
		}
	}
	return true
}
