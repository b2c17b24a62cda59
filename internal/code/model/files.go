package model

import _ "embed"

// file is one data file.
type file struct{ name, text string }

// files returns the data files, in the order of their names. The texts are views
// of the program itself: nothing is copied.
func files() []file {
	return []file{
		{"android-app.txt", dataAndroidApp},
		{"android-content.txt", dataAndroidContent},
		{"android-data.txt", dataAndroidData},
		{"android-os.txt", dataAndroidOs},
		{"android-util.txt", dataAndroidUtil},
		{"android-view.txt", dataAndroidView},
		{"androidx.txt", dataAndroidx},
		{"coroutines.txt", dataCoroutines},
		{"defaults.txt", dataDefaults},
		{"gms.txt", dataGms},
		{"inference.txt", dataInference},
		{"java-concurrent.txt", dataJavaConcurrent},
		{"java-function.txt", dataJavaFunction},
		{"java-io.txt", dataJavaIo},
		{"java-lang.txt", dataJavaLang},
		{"java-net.txt", dataJavaNet},
		{"java-reflect.txt", dataJavaReflect},
		{"java-security.txt", dataJavaSecurity},
		{"java-text.txt", dataJavaText},
		{"java-util-more.txt", dataJavaUtilMore},
		{"java-util.txt", dataJavaUtil},
		{"kotlin.txt", dataKotlin},
		{"okhttp.txt", dataOkhttp},
		{"org-apache-http.txt", dataOrgApacheHttp},
		{"org-json.txt", dataOrgJson},
		{"retrofit-volley.txt", dataRetrofitVolley},
		{"rx.txt", dataRx},
		{"serialise.txt", dataSerialise},
		{"xml.txt", dataXml},
	}
}

var (
	//go:embed data/android-app.txt
	dataAndroidApp string
	//go:embed data/android-content.txt
	dataAndroidContent string
	//go:embed data/android-data.txt
	dataAndroidData string
	//go:embed data/android-os.txt
	dataAndroidOs string
	//go:embed data/android-util.txt
	dataAndroidUtil string
	//go:embed data/android-view.txt
	dataAndroidView string
	//go:embed data/androidx.txt
	dataAndroidx string
	//go:embed data/coroutines.txt
	dataCoroutines string
	//go:embed data/defaults.txt
	dataDefaults string
	//go:embed data/gms.txt
	dataGms string
	//go:embed data/inference.txt
	dataInference string
	//go:embed data/java-concurrent.txt
	dataJavaConcurrent string
	//go:embed data/java-function.txt
	dataJavaFunction string
	//go:embed data/java-io.txt
	dataJavaIo string
	//go:embed data/java-lang.txt
	dataJavaLang string
	//go:embed data/java-net.txt
	dataJavaNet string
	//go:embed data/java-reflect.txt
	dataJavaReflect string
	//go:embed data/java-security.txt
	dataJavaSecurity string
	//go:embed data/java-text.txt
	dataJavaText string
	//go:embed data/java-util-more.txt
	dataJavaUtilMore string
	//go:embed data/java-util.txt
	dataJavaUtil string
	//go:embed data/kotlin.txt
	dataKotlin string
	//go:embed data/okhttp.txt
	dataOkhttp string
	//go:embed data/org-apache-http.txt
	dataOrgApacheHttp string
	//go:embed data/org-json.txt
	dataOrgJson string
	//go:embed data/retrofit-volley.txt
	dataRetrofitVolley string
	//go:embed data/rx.txt
	dataRx string
	//go:embed data/serialise.txt
	dataSerialise string
	//go:embed data/xml.txt
	dataXml string
)
