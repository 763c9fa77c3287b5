package importer_test

import (
	"testing"

	"homeroom/store"
	"homeroom/store/storetest"
)

func TestMaaS360_R60_R81_UsersByHand(t *testing.T) {
	f := byHand{
		name: "users", template: "maas360-users", site: oak, header: "Full Name,Username,Domain,Email Address,Managed Apple ID",
		rows: []handRow{
			{cells: "Cy Low|cy|OAK|cy@oak.example|cy@id.oak.example", status: add, changes: "+user cy: user_id →cy, full_name →Cy Low, email →cy@oak.example, managed_apple_account →cy@id.oak.example, domain →OAK, site →OAK"},
			{cells: "Bo Tan|BO|OAK||bo@id.oak.example", status: change, changes: "user bo: managed_apple_account →bo@id.oak.example, domain →OAK"},
			{cells: "Ana Quill|ana|OAK|ana@oak.example|ana@id.oak.example", status: same},
			{cells: "||||", status: leftOut, notes: "R-81 info"},
			{cells: "Di Ray|di|OAK||di.id.oak.example", status: failed, notes: "R-05 error Managed Apple ID"},
			{cells: "Ed Fox|ed|OAK||ANA@id.oak.example", status: failed, notes: "R-60 error Managed Apple ID"},
			{cells: "Fay Orr|fay|OAK||ida@id.fern.example", status: failed, notes: "R-60 error Managed Apple ID"},
			{cells: "Gil Hay|gil|OAK||gil@id.oak.example", status: failed, notes: "R-05 error Managed Apple ID"},
			{cells: "Hal Iby|hal|OAK||GIL@ID.oak.example", status: failed, notes: "R-05 error Managed Apple ID"},
			{cells: "Ida Fell|ida|FERN||", status: failed, notes: "R-17 error Username"},
			{cells: "No Name||OAK||", status: failed, notes: "R-01 error Username"},
		},
	}
	f.prove(t, oaks)
}

func TestMaaS360_R61_R81_EnrolmentRequestsByHand(t *testing.T) {
	f := byHand{
		name: "requests", template: "maas360-enrollments", formats: "csv txt xlsx", site: oak,
		header: "Username,Domain,Email Address,Platform,Ownership,Enroll Using iOS User Enrollment,Override Authentication Mode,Comments",
		rows: []handRow{
			{cells: "ana|OAK|ana@oak.example|iOS|Employee Owned|Yes||MDM pilot", status: change, changes: "+request ana/ios: user_id →Ana, platform →iOS, ownership →Employee Owned, user_enrollment →Yes, comments →MDM pilot"},
			{cells: "dee|||iOS|Corporate Owned|No|Passcode|first", status: change, changes: "request dee/ios: ownership Employee Owned→Corporate Owned, user_enrollment →No, override_mode →Passcode"},
			{cells: "bo|||macOS|Corporate Owned|No||", status: same},
			{cells: "bo|||iOS|Employee Owned|Yes||MDM pilot", status: failed, notes: "R-61 error Username"},
			{cells: "|||||||", status: leftOut, notes: "R-81 info"},
			{cells: "|||iOS|Employee Owned|Yes||MDM", status: failed, notes: "R-61 error Username"},
			{cells: "nobody|||iOS|||||", status: failed, notes: "R-17 error Username"},
			{cells: "ida|||iOS||||", status: failed, notes: "R-17 error Username"},
		},
	}
	f.prove(t, func(s *school) {
		oaks(s)
		for _, q := range []store.Request{
			{UserID: "bo", Platform: "macOS", Ownership: "Corporate Owned", UserEnrollment: "No"},
			{UserID: "dee", Platform: "iOS", Ownership: "Employee Owned", Comments: "first"},
		} {
			storetest.Apply(s.t, s.st, store.Change{Record: store.KindRequest, Key: q.Key(), Fields: store.RequestFields(q)})
		}
	})
}
