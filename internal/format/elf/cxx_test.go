package elf

import "testing"

func TestCxxPath(t *testing.T) {
	for in, want := range map[string]string{
		"_ZN2cv14FaceDetectorYN6createEv":       "cv::FaceDetectorYN::create",
		"_ZNK4ncnn3Net4infoEv":                  "ncnn::Net::info",
		"_ZTIN2cv14FaceDetectorYNE":             "cv::FaceDetectorYN",
		"_ZTSN2cv14FaceDetectorYNE":             "cv::FaceDetectorYN",
		"_ZTVN2cv14FaceDetectorYNE":             "cv::FaceDetectorYN",
		"N2cv14FaceDetectorYNE":                 "cv::FaceDetectorYN",
		"N4dlib15object_detectorINS_3fooEEE":    "dlib::object_detector",
		"_ZN4dlib25get_frontal_face_detectorEv": "dlib::get_frontal_face_detector",
		"_ZNSt6__ndk112basic_stringIcE":         "",
		"_ZN2cv99FaceDetectorYN":                "cv",
		"_ZN2cvC2Ev":                            "cv",
		"Java_com_acme_A_b":                     "",
		"NO":                                    "",
		"":                                      "",
		"_ZT":                                   "",
		"_ZTI":                                  "",
		"_ZTSN":                                 "",
		"N99999999999999999999999999999999999999": "",
	} {
		if got := string(CxxPath(nil, []byte(in))); got != want {
			t.Errorf("CxxPath(%q) = %q, want %q", in, got, want)
		}
	}
}

func FuzzCxxPath(f *testing.F) {
	f.Add([]byte("_ZTSN2cv14FaceDetectorYNE"))
	f.Fuzz(func(t *testing.T, s []byte) {
		if got := CxxPath(nil, s); len(got) > 2*len(s)+2 {
			t.Errorf("%q grew to %q", s, got)
		}
	})
}
