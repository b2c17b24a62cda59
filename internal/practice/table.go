package practice

// Legal references, shared by several rows. They are pointers for a lawyer;
// avow draws no legal conclusion from them.
const (
	bipa    = "740 ILCS 14/10 (Illinois BIPA): scan of face geometry, voiceprint"
	gdpr9   = "GDPR art. 4(14), 9(1), recital 51: biometric data for unique identification"
	gdprRac = "GDPR art. 9(1): racial or ethnic origin"
	cubi    = "Tex. Bus. & Com. Code 503.001 (CUBI): biometric identifier"
	gdpr13  = "GDPR art. 13(1)(c), (e): purposes and recipients to be stated"
	gdpr13f = "GDPR art. 13(1)(f): transfers to third countries to be stated"
	dojBulk = "28 CFR part 202: access by countries of concern to bulk sensitive data"
	tiktok  = "In re TikTok, Inc., Consumer Privacy Litig., MDL 2948 (N.D. Ill.): undertaking to disclose"
)

var table = []Practice{
	{
		ID: FaceDetection, Group: Body, Title: "Face detection",
		Definition: "Finding whether and where a face is in an image: a box or a count, not its shape.",
		May:        "the app contains code that can find faces in images",
		MayNot:     "that a face is measured, recognised or sent anywhere",
		Law:        []string{tiktok}, Settlement: 1,
	},
	{
		ID: FaceGeometry, Group: Body, Title: "Face geometry",
		Definition: "Computing landmarks, contours, a mesh, gaze or the tracked pose of a face; a box alone does not count.",
		May:        "the app contains code that can compute the geometry of a face",
		MayNot:     "that the geometry identifies a person, is stored, or leaves the device",
		Law:        []string{bipa, gdpr9, cubi, tiktok}, Settlement: 1,
	},
	{
		ID: FaceTemplate, Group: Body, Title: "Face template",
		Definition: "Computing an embedding or template of a face that can tell one person from another.",
		May:        "the app contains code that can compute a face template",
		MayNot:     "that a person was identified, or that a template was stored or sent",
		Law:        []string{bipa, gdpr9, cubi, tiktok}, Settlement: 1,
	},
	{
		ID: Age, Group: Body, Title: "Age from a face",
		Definition: "Estimating a person's age from an image of the face; a birth date typed by the user does not count.",
		May:        "the app contains code that can estimate age from a face",
		MayNot:     "that an age was computed for any user, or what it was used for",
		Law:        []string{gdpr13, tiktok}, Settlement: 1,
	},
	{
		ID: Gender, Group: Body, Title: "Gender from a face",
		Definition: "Estimating a person's gender from an image of the face; a profile field does not count.",
		May:        "the app contains code that can estimate gender from a face",
		MayNot:     "that a gender was computed for any user, or what it was used for",
		Law:        []string{gdpr13, tiktok}, Settlement: 1,
	},
	{
		ID: Ethnicity, Group: Body, Title: "Ethnicity from a face",
		Definition: "Estimating race, ethnicity or skin-colour class from an image of the face.",
		May:        "the app contains code that can estimate race or ethnicity from a face",
		MayNot:     "that any user was classified, or that the output is switched on",
		Law:        []string{gdprRac, tiktok}, Settlement: 1,
	},
	{
		ID: Emotion, Group: Body, Title: "Emotion from a face",
		Definition: "Estimating emotion or expression (smile, valence, arousal) from an image of the face.",
		May:        "the app contains code that can estimate expression or emotion from a face",
		MayNot:     "that a user's emotion was recorded",
		Law:        []string{gdpr13, tiktok}, Settlement: 1,
	},
	{
		ID: Voiceprint, Group: Body, Title: "Voiceprint",
		Definition: "Computing a template of a voice that can tell one speaker from another; recording or transcribing speech does not count.",
		May:        "the app contains code that can compute a voiceprint",
		MayNot:     "that a speaker was identified",
		Law:        []string{bipa, gdpr9, cubi, tiktok}, Settlement: 1,
	},
	{
		ID: PreciseLocation, Group: Place, Title: "Precise location",
		Definition: "Reading the device's position from GPS or a fused provider with fine-location permission.",
		May:        "the app holds the permission for, and contains calls that read, precise location",
		MayNot:     "that a position was read on a given run, or sent",
		Law:        []string{gdpr13, dojBulk, tiktok}, Settlement: 2,
	},
	{
		ID: CoarseLocation, Group: Place, Title: "Coarse location",
		Definition: "Reading an approximate position: coarse permission, cell towers, Wi-Fi names around the device.",
		May:        "the app contains calls that read approximate location",
		MayNot:     "that a position was read on a given run, or sent",
		Law:        []string{gdpr13, tiktok}, Settlement: 2,
	},
	{
		ID: Clipboard, Group: Identifier, Title: "Clipboard",
		Definition: "Reading the content of the clipboard by the app's own call; a paste that the user makes in a text field does not count.",
		May:        "the app contains calls that read the clipboard",
		MayNot:     "what was on the clipboard, or that it was read without the user's act",
		Law:        []string{gdpr13, tiktok}, Settlement: 3,
	},
	{
		ID: AdvertisingID, Group: Identifier, Title: "Advertising id",
		Definition: "Reading the resettable advertising identifier of the device.",
		May:        "the app contains calls that read the advertising id",
		MayNot:     "with which other data it was combined",
		Law:        []string{gdpr13, dojBulk},
	},
	{
		ID: DeviceID, Group: Identifier, Title: "Device identifiers",
		Definition: "Reading identifiers that outlive the app: IMEI, serial, subscriber id, MAC address, ANDROID_ID.",
		May:        "the app contains calls that read persistent device identifiers",
		MayNot:     "that the system answered with a real value (newer versions refuse most of them)",
		Law:        []string{gdpr13, dojBulk},
	},
	{
		ID: Contacts, Group: Identifier, Title: "Contacts",
		Definition: "Reading the address book of the device; picking one contact through the system's chooser does not count.",
		May:        "the app holds the permission for, and contains code that reads, contacts",
		MayNot:     "that contacts were read on a given run, or uploaded",
		Law:        []string{gdpr13},
	},
	{
		ID: InstalledApps, Group: Identifier, Title: "Installed apps",
		Definition: "Listing the other apps installed on the device.",
		May:        "the app contains calls that list installed apps",
		MayNot:     "which apps were found, or that the list was sent",
		Law:        []string{gdpr13},
	},
	{
		ID: PreUpload, Group: Content, Title: "Upload before posting",
		Definition: "Uploading photos or videos before the user saves or posts them.",
		May:        "the app contains a setting or code path named for uploading before posting",
		MayNot:     "that unposted content was uploaded",
		Law:        []string{tiktok}, Settlement: 6,
	},
	{
		ID: AdProfiling, Group: Content, Title: "Profiling for ads",
		Definition: "Passing attributes of the user (age, gender, interests, location) to an advertising service.",
		May:        "the app contains calls that pass user attributes to an advertising service",
		MayNot:     "that a profile was built, or its content",
		Law:        []string{gdpr13, "GDPR art. 22 and recital 71: profiling"},
	},
	{
		ID: TransmitAbroad, Group: Recipient, Title: "Transmission abroad",
		Definition: "Sending user data to a place outside the home jurisdiction.",
		May:        "the package names a host whose name says it is in another country",
		MayNot:     "that data was sent there: only a capture shows that",
		Law:        []string{gdpr13f, dojBulk, tiktok}, Settlement: 4,
	},
	{
		ID: StoreAbroad, Group: Recipient, Title: "Storage abroad",
		Definition: "Storing user data outside the home jurisdiction; shown only by a provider's regional storage name or by the policy itself.",
		May:        "the package names a storage host bound to a region in another country",
		MayNot:     "that user data is kept there",
		Law:        []string{gdpr13f, dojBulk, tiktok}, Settlement: 5,
	},
}
