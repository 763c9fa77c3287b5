package importer_test

import "testing"

func oaksWithGroups(s *school) {
	s.t.Helper()
	oaks(s)
	s.groups("Year 7", "Chess Club", "Staff")
}

// The header of Inventory Preload as domain section 5 has it begins so; what follows is as in Jamf's sample.
func TestPreload_R42_R81_ByHand(t *testing.T) {
	f := byHand{
		name: "preload", template: "jamf-preload", site: oak,
		header: "Serial Number,Device Type,Username,Full Name,Email Address,Phone Number,Position,Department,Building,Room,Asset Tag,Vendor",
		rows: []handRow{
			{cells: "C02X10000009|Computer|cy|Cy Low|cy@oak.example|2031|S|Art|North|7|3000077|Acme", status: add, changes: "+user cy: user_id →cy, full_name →Cy Low, email →cy@oak.example, phone →2031, position →student, site →OAK, invitation →invited; +device C02X10000009: serial →C02X10000009, asset_tag →3000077, platform →macOS, site →OAK, username →cy, full_name →Cy Low, email →cy@oak.example, phone →2031, position →student, department →Art, building →North, room →7"},
			{cells: "DMPX10000009|mobile device||||||||||", status: add, changes: "+device DMPX10000009: serial →DMPX10000009, platform →iOS, site →OAK"},
			{cells: "DMPX10000008|Unknown||||||||||", status: add, changes: "+device DMPX10000008: serial →DMPX10000008, site →OAK"},
			{cells: "OAKMAC000001|Unknown|ana|||||||14||", status: change, changes: "device OAKMAC000001: room 12→14"},
			{cells: "OAKIPAD00001|Mobile Device|Ana|||||||12|8000001|", status: same},
			{cells: "|||||||||||", status: leftOut, notes: "R-81 info"},
			{cells: "OAKIPAD00002|Tablet||||||||||", status: failed, notes: "R-42 error Device Type"},
			{cells: "FERNMAC00001|Computer||||||||||", status: failed, notes: "R-17 error Serial Number"},
			{cells: "|Computer|bo|||||||||", status: failed, notes: "R-03 error Serial Number"},
			{cells: "OAKMAC000003||OAKMAC000003|||||||||", status: taken, changes: "device OAKMAC000003: username bo→OAKMAC000003, full_name Bo Tan→, position student→; user bo: invitation invited→revoked"},
		},
	}
	f.prove(t, oaks)
}

func TestManageEngine_R50_R51_R55_R81_AssignByHand(t *testing.T) {
	f := byHand{
		name: "assign", template: "manageengine-assign", header: "Serial Number,User Name,Domain Name,Email Address,Group Name,Owned By",
		rows: []handRow{
			{cells: " OAKMAC000002 | cy |  | cy@oak.example | Year 7 | ", status: add, changes: "+user cy: user_id →cy, email →cy@oak.example, domain →MDM, groups →Year 7, site →OAK; device OAKMAC000002: username OAKMAC000002→cy, email →cy@oak.example, ownership →Corporate", notes: "R-15 warning Position"},
			{cells: "|||||", status: leftOut, notes: "R-81 info"},
			{cells: "OAKMAC000001|ana||ana@oak.example|Staff/Chess Club|", status: change, changes: "user ana: groups →Chess Club/Staff"},
			{cells: `OAKMAC000003|OAK\dee|OAK|dee@oak.example|Staff|personal`, status: change, changes: "user dee: email →dee@oak.example, domain →OAK, groups →Staff; device OAKMAC000003: username bo→dee, full_name Bo Tan→Dee Marsh, email →dee@oak.example, position student→, ownership →Personal; user bo: invitation invited→revoked", notes: "R-15 warning User Name; R-15 warning Position; R-14 warning User Name"},
			{cells: "OAKMAC000004|bo|FERN|bo@oak.example|Year 9|", status: failed, notes: "R-51 error Group Name"},
			{cells: "OAKIPAD00002|ida||ida@fern.example|Staff|", status: failed, notes: "R-02 error User Name"},
			{cells: "OAKNOWHERE01|cy||cy@oak.example|Staff|", status: failed, notes: "R-17 error Serial Number"},
		},
	}
	f.prove(t, oaksWithGroups)
}

func TestManageEngine_R50_ColumnsInAnyOrderInUpperSnakeAndQuoted(t *testing.T) {
	f := byHand{
		name: "snake", template: "manageengine-assign", header: "GROUP_NAME,EMAIL_ADDRESS,SERIAL_NUMBER,USER_NAME",
		rows: []handRow{
			{cells: "Art, Crafts/Staff|cy@oak.example|OAKMAC000002|cy", status: add, changes: "+user cy: user_id →cy, email →cy@oak.example, domain →MDM, groups →Art, Crafts/Staff, site →OAK; device OAKMAC000002: username OAKMAC000002→cy, email →cy@oak.example, ownership →Corporate", notes: "R-15 warning Position"},
			{cells: "Staff|bo@oak.example|OAKMAC000003|bo", status: change, changes: "user bo: email →bo@oak.example, groups →Staff; device OAKMAC000003: email →bo@oak.example"},
		},
	}
	f.prove(t, func(s *school) {
		oaks(s)
		s.groups("Art, Crafts", "Staff")
	})
}

func TestManageEngine_R54_R81_UnassignByHand(t *testing.T) {
	f := byHand{
		name: "unassign", template: "manageengine-unassign", header: "Serial Number",
		rows: []handRow{
			{cells: "OAKMAC000001", status: taken, changes: "device OAKMAC000001: username Ana→OAKMAC000001, full_name Ana Quill→, position teacher→, department Maths→", notes: "R-22 info Username"},
			{cells: "oakipad00001", status: taken, changes: "device OAKIPAD00001: username Ana→OAKIPAD00001, full_name Ana Quill→, position teacher→; user ana: invitation accepted→revoked"},
			{cells: "OAKMAC000002", status: same},
			{cells: "OAKMAC000004", status: same},
			{cells: "OAKNOWHERE01", status: failed, notes: "R-17 error Serial Number"},
		},
	}
	f.prove(t, oaks)
}
