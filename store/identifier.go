package store

import (
	"fmt"
	"regexp"
	"strings"

	shown "homeroom/store/text"
)

// Severity says what a finding does to its row: only an error changes the status.
type Severity string

// The severities, as spelled in JSON.
const (
	SeverityError   Severity = "error"
	SeverityWarning Severity = "warning"
	SeverityInfo    Severity = "info"
)

// Finding is what a rule of the domain says about one value: the same words in a form and in an import.
type Finding struct {
	Rule     string // "R-03"
	Severity Severity
	Message  string // what is wrong, in a sentence
	Remedy   string // what to do about it
}

// Failed reports whether one of the findings is an error.
func Failed(findings []Finding) bool {
	for _, f := range findings {
		if f.Severity == SeverityError {
			return true
		}
	}
	return false
}

var (
	serialShape = regexp.MustCompile(`^[A-Z0-9]{8,14}$`)
	userIDShape = regexp.MustCompile(`^[A-Za-z0-9.@_]+$`)
	localShape  = regexp.MustCompile(`^[A-Za-z0-9._-]+$`)
	domainShape = regexp.MustCompile(`^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$`)
)

// CleanSerial trims and upper-cases a serial number the way R-03 reads it. It does not check it.
func CleanSerial(raw string) string { return strings.ToUpper(strings.TrimSpace(raw)) }

// ParseSerial reads a serial number. The serial is usable unless one of the findings is an error.
func ParseSerial(raw string) (string, []Finding) {
	serial := CleanSerial(raw)
	if damage := identifierDamage("serial number", serial); damage != nil {
		return serial, []Finding{*damage}
	}
	if !serialShape.MatchString(serial) {
		return serial, []Finding{{
			"R-03", SeverityError,
			"a serial number has 8 to 14 letters and digits, nothing else",
			"copy it from the device (Settings > General > About) or from the state's inventory",
		}}
	}
	if n := len(serial); n < 10 || n > 12 {
		return serial, []Finding{{
			"R-03", SeverityWarning,
			fmt.Sprintf("the serial number has %d characters; nearly all have 10, 11 or 12", n),
			"compare it with the device",
		}}
	}
	return serial, nil
}

// ParseUserID reads a User ID, keeping the letters as typed.
func ParseUserID(raw string) (string, []Finding) {
	id := strings.TrimSpace(raw)
	if damage := identifierDamage("User ID", id); damage != nil {
		return id, []Finding{*damage}
	}
	if !userIDShape.MatchString(id) {
		return id, []Finding{{
			"R-01", SeverityError,
			"a User ID has letters, digits and . @ _ only" + offending(id, userIDShape),
			"write it without that character",
		}}
	}
	return id, nil
}

// ParseAssetTag reads an asset tag: text, so leading zeros stay.
func ParseAssetTag(raw string) (string, []Finding) {
	tag := strings.TrimSpace(raw)
	if damage := identifierDamage("asset tag", tag); damage != nil {
		return tag, []Finding{*damage}
	}
	return tag, nil
}

// ParsePosition reads a position: student, teacher or staff, with the spellings schools use.
func ParsePosition(raw string) (string, []Finding) {
	switch p := strings.ToLower(strings.TrimSpace(raw)); p {
	case "", "student", "teacher", "staff":
		return p, nil
	case "s":
		return "student", nil
	case "t", "faculty":
		return "teacher", nil
	}
	return strings.TrimSpace(raw), []Finding{{
		"R-06", SeverityError,
		"a position is student, teacher or staff",
		"write one of the three, or leave it empty",
	}}
}

// ParsePhone reads a phone number, which may hold the graduating class: text, kept as it is, with a warning
// where a spreadsheet changed it.
func ParsePhone(raw string) (string, []Finding) {
	phone := strings.TrimSpace(raw)
	for _, d := range phoneDamage {
		if d.shape.MatchString(phone) {
			return phone, []Finding{{"R-08", SeverityWarning, d.message, d.remedy}}
		}
	}
	if year, ok := ClassYear(phone); ok {
		return phone, []Finding{{
			"R-08", SeverityWarning,
			"a day as a spreadsheet counts them stands where a phone number or class year is meant: 1 January " + year,
			"format the column as text and write the year again, e.g. 2018",
		}}
	}
	if day, ok := dayOf(phone); ok {
		return phone, []Finding{{
			"R-08", SeverityWarning,
			"a day as a spreadsheet counts them seems to stand where a phone number or class year is meant: " + day,
			"format the column as text and write the number or year again, e.g. 2018",
		}}
	}
	return phone, nil
}

// ParseManagedAppleAccount reads a Managed Apple Account.
func ParseManagedAppleAccount(raw string) (string, []Finding) {
	account := strings.TrimSpace(raw)
	wrong := func(message string) (string, []Finding) {
		return account, []Finding{{"R-05", SeverityError, message, "write it like name@school.example"}}
	}
	local, domain, found := strings.Cut(account, "@")
	switch {
	case !found || strings.Contains(domain, "@"):
		return wrong("a Managed Apple Account has exactly one @")
	case strings.ContainsAny(account, " \t\u00a0"):
		return wrong("a Managed Apple Account has no space")
	case !localShape.MatchString(local):
		return wrong("before the @ stand letters, digits and . _ - only")
	case strings.HasPrefix(local, ".") || strings.HasSuffix(local, ".") || strings.Contains(local, ".."):
		return wrong("before the @ no dot stands first, last or twice in a row")
	case !domainShape.MatchString(domain):
		return wrong("after the @ stands a domain with a dot")
	case len(account) > 256:
		return wrong("a Managed Apple Account has at most 256 characters")
	case len(account) > 128:
		return account, []Finding{{
			"R-05", SeverityWarning, "the Managed Apple Account has more than 128 characters",
			"some systems cut it there: prefer a shorter one",
		}}
	}
	return account, nil
}

// ParseSiteCode reads a site's code: a short word in capitals.
func ParseSiteCode(raw string) (string, error) {
	code := strings.ToUpper(strings.TrimSpace(raw))
	if code == "" || len(code) > 32 || !siteShape.MatchString(code) {
		return "", &Error{
			Code:    CodeInvalid,
			Message: "“" + shown.Visible(raw) + "” is not a site code",
			Remedy:  "use up to 32 letters, digits, - or _, e.g. OAK",
		}
	}
	return code, nil
}

var siteShape = regexp.MustCompile(`^[A-Z0-9][A-Z0-9_-]*$`)

// offending names the first character that the shape does not allow.
func offending(value string, shape *regexp.Regexp) string {
	for _, r := range value {
		if !shape.MatchString(string(r)) {
			return ", not “" + shown.Visible(string(r)) + "”"
		}
	}
	return ""
}
