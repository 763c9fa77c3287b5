package importer_test

import "testing"

// The headers of MUT 6, byte for byte as domain section 5 has them.
const (
	mutComputersHeader = "Computer Serial,Display Name,Asset Tag,Barcode 1,Barcode 2,Username,Real Name,Email Address,Position,Phone Number,Department,Building,Room,PO Number,Vendor,Purchase Price,PO Date,Warranty Expires,Is Leased,Lease Expires,AppleCare ID,Site (ID or Name),Managed"
	mutMobileHeader    = "Mobile Device Serial,Display Name,Enforce Name,Asset Tag,Username,Real Name,Email Address,Position,Phone Number,Department,Building,Room,PO Number,Vendor,Purchase Price,PO Date,Warranty Expires,Is Leased,Lease Expires,AppleCare ID,Airplay Password (tvOS Only),Site (ID or Name)"
)

func TestMUT_R40_R81_ComputersByHand(t *testing.T) {
	f := byHand{
		name: "computers", template: "mut-computers", header: mutComputersHeader,
		rows: []handRow{
			{cells: "OAKMAC000001|Art Mac|3000011|||||||555-0100|CLEAR!| |204||||||||||", status: change, changes: "device OAKMAC000001: asset_tag 3000001→3000011, phone →555-0100, department Maths→, building North→ , room 12→204", notes: "R-10 info Phone Number"},
			{cells: "OAKMAC000002|||||cy|Cy Low|cy@oak.example|student|2031|||101||||||||||", status: add, changes: "+user cy: user_id →cy, full_name →Cy Low, email →cy@oak.example, phone →2031, position →student, site →OAK, invitation →invited; device OAKMAC000002: username OAKMAC000002→cy, full_name →Cy Low, email →cy@oak.example, phone →2031, position →student, room →101"},
			{cells: "OAKMAC000003|||||CLEAR!|||||||||||||||||", status: taken, changes: "device OAKMAC000003: username bo→OAKMAC000003, full_name Bo Tan→, position student→; user bo: invitation invited→revoked"},
			{cells: "OAKMAC000004||3000004|||||||||||||||||||Oak Hill School|", status: same},
			{cells: "||||||||||||||||||||||", status: leftOut, notes: "R-81 info"},
			{cells: "OAKNOWHERE01||||||||||||7||||||||||", status: failed, notes: "R-17 error Computer Serial"},
			{cells: "FERNMAC00001|||||||||||| ||||||||||", status: change, changes: "device FERNMAC00001: room → "},
		},
	}
	f.prove(t, oaks)
}

func TestMUT_R40_R81_MobileDevicesByHand(t *testing.T) {
	f := byHand{
		name: "mobiles", template: "mut-mobile-devices", header: mutMobileHeader, site: oak,
		rows: []handRow{
			{cells: "OAKIPAD00001||||||||CLEAR!|CLEAR!|CLEAR!|CLEAR!||||||||||", status: change, changes: "device OAKIPAD00001: room 12→"},
			{cells: "OAKIPAD00002|||8000022|cy|Cy Low||S||||||||||||||", status: add, changes: "+user cy: user_id →cy, full_name →Cy Low, position →student, site →OAK, invitation →invited; device OAKIPAD00002: asset_tag 8000002→8000022, username →cy, full_name →Cy Low, position →student"},
			{cells: "oakmac000001||||ana||||||||||||||||||", status: same, notes: "R-04 warning Mobile Device Serial"},
			{cells: "FERNMAC00001|||||||||||1||||||||||", status: failed, notes: "R-17 error Mobile Device Serial"},
		},
	}
	f.prove(t, oaks)
}

func TestMUT_R40_R41_R81_UsersByHand(t *testing.T) {
	f := byHand{
		name: "users", template: "mut-users", header: mutUserHeader,
		rows: []handRow{
			{cells: "ANA|ana.quill| |CLEAR!|555-0100|staff||FERN|CLEAR!", status: change, changes: "+user ana.quill: user_id →ana.quill, full_name → , phone →555-0100, position →staff, domain →OAK, site →FERN, invitation →accepted; device OAKIPAD00001: username Ana→ana.quill, full_name Ana Quill→ , phone →555-0100, position teacher→staff; device OAKMAC000001: username Ana→ana.quill, full_name Ana Quill→ , phone →555-0100, position teacher→staff; -user ana: user_id Ana→, full_name Ana Quill→, email ana@oak.example→, position teacher→, managed_apple_account ana@id.oak.example→, domain OAK→, site OAK→, invitation accepted→", notes: "R-02 warning Site (ID or Name)"},
			{cells: "bo||Bo Tan|||student|||", status: same},
			{cells: "dee||||||1||dee@id.oak.example", status: change, changes: "user dee: managed_apple_account →dee@id.oak.example"},
			{cells: "||||||||", status: leftOut, notes: "R-81 info"},
			{cells: "nobody||No Body||||||", status: failed, notes: "R-17 error Current Username"},
			{cells: "20301||||||||", status: failed, notes: "R-41 warning Current Username; R-17 error Current Username"},
		},
	}
	f.prove(t, oaks)
}
